-- Names are looked for where they were looked for.

SET search_path TO s3, public;

CREATE FUNCTION f1() RETURNS int LANGUAGE sql AS 'SELECT 1';

COMMENT ON FUNCTION f1() IS 'first';

CREATE OR REPLACE FUNCTION f1() RETURNS int LANGUAGE sql AS 'SELECT 2';

CREATE TABLE tags (id int PRIMARY KEY);

CREATE SCHEMA s3;

CREATE TABLE tags (a text) INHERITS (tags);

CREATE TYPE mood AS ENUM ('a');

CREATE DOMAIN public.mood AS text;

DROP TYPE mood;

ALTER SCHEMA s3 RENAME TO s4;

CREATE TABLE here (m mood);

BEGIN ISOLATION LEVEL SERIALIZABLE;

CREATE SCHEMA gone CREATE TABLE things (a int);

ROLLBACK;
