CREATE TYPE mood AS (a int, b text);

CREATE SCHEMA s2;

CREATE TYPE s2.mood AS ENUM ('sad', 'ok', 'Big One');

SET search_path = s2, public;

ALTER TYPE mood DROP ATTRIBUTE a;

CREATE DOMAIN words AS text CHECK (VALUE <> 'attribute');

ALTER DOMAIN words ADD CONSTRAINT c1 CHECK (VALUE <> 'ATTRIBUTE');
