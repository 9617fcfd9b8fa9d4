-- Names that the server gives to expressions.

CREATE TABLE t (id int, name text, at timestamptz);

CREATE INDEX ON t ((id::numeric / 2), name);

CREATE INDEX ON t ((CASE WHEN id > 0 THEN lower(name) ELSE upper(name) END));

CREATE INDEX ON t (trim(name), (name COLLATE "C"), (id::text));

CREATE INDEX ON t ((at AT TIME ZONE 'utc'), (NOT (id > 1)));

CREATE INDEX ON t ((cast(id AS bigint)), (name || 'x'));

CREATE VIEW v AS SELECT trim(name), id + 1, CASE WHEN id > 0 THEN 1 END, name::varchar(5), coalesce(id, 0), count(*) FROM t GROUP BY id, name;
