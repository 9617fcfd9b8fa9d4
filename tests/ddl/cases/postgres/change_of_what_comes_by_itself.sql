CREATE TABLE orders (name boolean NULL, id text COLLATE "C", total point) PARTITION BY HASH (id);

CREATE TABLE "Weird Name" PARTITION OF orders (total NOT NULL) FOR VALUES WITH (MODULUS 2, REMAINDER 1);

CREATE TABLE keyed (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);

CREATE TABLE keyed_2020 PARTITION OF keyed FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') PARTITION BY LIST (id);

CREATE TABLE keyed_2020_1 PARTITION OF keyed_2020 FOR VALUES IN (1);

CREATE TABLE uniq (id int NOT NULL, UNIQUE (id)) PARTITION BY RANGE (id);

CREATE TABLE uniq_1 PARTITION OF uniq FOR VALUES FROM (1) TO (10);

CREATE INDEX uniq_idx ON uniq (id);

CREATE SCHEMA s1;

CREATE SEQUENCE q3 AS smallint;

CREATE TYPE mood;

CREATE TABLE gone (b numeric(5,2), a int, c text);

-- and from here on to another state

CREATE INDEX ON orders USING gist (total) WHERE id IN ('a', 'b');

ALTER TABLE keyed ADD PRIMARY KEY (id, at);

CREATE INDEX ON keyed (at) INCLUDE (id);

ALTER TABLE uniq DROP CONSTRAINT uniq_id_key;

DROP INDEX uniq_idx;

ALTER SEQUENCE q3 SET SCHEMA s1;

CREATE SEQUENCE q3 AS int INCREMENT -1 OWNED BY NONE;

COMMENT ON TYPE mood IS 'it''s';

DROP TABLE gone;

CREATE TABLE gone (c text);

CREATE TABLE tags (id bigserial PRIMARY KEY, words tsvector DEFAULT 'one two one' CHECK (words <> 'x'));
