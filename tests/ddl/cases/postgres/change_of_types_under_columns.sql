CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', 'Big One');

CREATE TYPE t2 AS (a int, b mood);

CREATE TYPE pair AS (a int, "B b" varchar(10));

CREATE DOMAIN small AS int CHECK (VALUE < 100);

CREATE DOMAIN word AS varchar(10) DEFAULT 'x';

CREATE TYPE span AS RANGE (subtype = int4);

CREATE TYPE level AS ENUM ('low', 'high');

CREATE FUNCTION first_of(p pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';

CREATE TABLE items (id bigserial PRIMARY KEY, meta t2 NULL, list t2[], p pair DEFAULT '(1,x)' NOT NULL, s small DEFAULT 3, w word, r span, l level DEFAULT 'low', note text, CONSTRAINT positive CHECK ((p).a > 0), CONSTRAINT lower CHECK (s < 50));

CREATE INDEX items_a ON items (((p).a));

CREATE INDEX items_s ON items (s) WHERE s > 3;

CREATE INDEX items_l ON items (l);

CREATE INDEX items_r ON items USING gist (r);

CREATE TABLE keys (s small PRIMARY KEY);

CREATE TABLE refers (s small REFERENCES keys);

CREATE VIEW firsts AS SELECT id, (p).a AS a, first_of(p) AS f FROM items;

CREATE TABLE going (p pair);

CREATE TABLE losing (id int, p pair, s small);

-- and from here on to another state

DROP VIEW firsts;

ALTER TYPE mood RENAME TO t3;

DROP TABLE going;

ALTER TABLE losing DROP COLUMN p;

ALTER TABLE losing ALTER s TYPE bigint;

DROP INDEX items_a, items_s, items_r;

ALTER TABLE items DROP CONSTRAINT positive, DROP CONSTRAINT lower;

ALTER TABLE items ALTER p DROP DEFAULT, ALTER p TYPE text, ALTER s DROP DEFAULT, ALTER s TYPE int, ALTER w TYPE text, ALTER r TYPE text, ALTER l DROP DEFAULT, ALTER l TYPE text;

DROP TABLE refers, keys;

DROP FUNCTION first_of(pair);

DROP TYPE pair;

DROP DOMAIN small;

DROP DOMAIN word;

DROP TYPE span;

DROP TYPE level;

CREATE TYPE pair AS (a bigint, "B b" text);

CREATE DOMAIN small AS bigint CHECK (VALUE < 90);

CREATE DOMAIN word AS text DEFAULT 'y';

CREATE TYPE span AS RANGE (subtype = int8);

CREATE DOMAIN level AS text;

CREATE FUNCTION first_of(p pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2';

ALTER TABLE items ALTER p TYPE pair USING p::pair, ALTER p SET DEFAULT '(2,x)', ALTER p DROP NOT NULL, ALTER s TYPE small, ALTER s SET DEFAULT 4, ALTER w TYPE word, ALTER r TYPE span USING r::span, ALTER l TYPE level, ALTER l SET DEFAULT 'low';

ALTER TABLE items ADD CONSTRAINT positive CHECK ((p).a > 0), ADD CONSTRAINT lower CHECK (s < 60), ADD COLUMN more int;

CREATE INDEX items_a ON items (((p).a));

CREATE INDEX items_s ON items (s) WHERE s > 4;

CREATE INDEX items_r ON items USING gist (r);

CREATE TABLE keys (s small PRIMARY KEY);

CREATE TABLE refers (s small REFERENCES keys);

CREATE VIEW firsts AS SELECT id, (p).a AS a, first_of(p) AS f FROM items;
