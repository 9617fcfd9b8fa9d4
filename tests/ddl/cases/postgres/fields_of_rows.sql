CREATE TYPE pair AS (a int, b text);

CREATE TABLE t (id int, p pair, name text);

CREATE TABLE u (id int, name text, "T" t);

CREATE FUNCTION paired(x int) RETURNS pair LANGUAGE sql IMMUTABLE AS $$ SELECT x, 'b'::text $$;

CREATE FUNCTION row_of(x int) RETURNS SETOF t LANGUAGE sql STABLE AS $$ SELECT * FROM t $$;

CREATE VIEW of_columns AS SELECT (p).a, (t.p).b AS other, (p).a + 1 AS more FROM t WHERE (p).a > 1 ORDER BY (t.p).a;

CREATE VIEW of_functions AS SELECT (paired(id)).a, (paired(1)).b FROM u;

CREATE VIEW of_rows AS SELECT (x).name, (row_of(3)).name AS second FROM t x;

CREATE VIEW of_whole_rows AS SELECT (u."T").name, ("T").id, name AS own FROM u;

ALTER TYPE pair RENAME ATTRIBUTE a TO "C" CASCADE;

ALTER TABLE t RENAME COLUMN name TO full_name;
