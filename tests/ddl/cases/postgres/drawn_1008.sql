CREATE SCHEMA s2;

CREATE TYPE t2 AS RANGE (subtype = float8);

CREATE SCHEMA s1;

CREATE SCHEMA s3;

BEGIN ISOLATION LEVEL SERIALIZABLE;

CREATE AGGREGATE agg1(int) (sfunc = int4pl, stype = int);

START TRANSACTION;

CREATE TABLE pets (total text NOT NULL UNIQUE, note character varying(10) NOT NULL DEFAULT NULL, "Order" int, UNIQUE NULLS NOT DISTINCT (total, "Order"));

CREATE SCHEMA IF NOT EXISTS s2;

COMMIT;

ALTER TABLE pets DROP "Order" CASCADE;

ALTER TABLE pets DROP note RESTRICT;

ALTER TABLE ONLY pets ADD IF NOT EXISTS "Order" int4;

ALTER TABLE pets ALTER "Order" SET DATA TYPE bigint;

CREATE OR REPLACE AGGREGATE s1.agg1(int) (sfunc = int4pl, stype = int);

CREATE TABLE s1.logs (id character varying(255), note smallint) INHERITS (pets);

COMMENT ON COLUMN pets."Order" IS NULL;

ALTER TABLE pets DROP COLUMN total RESTRICT;

CREATE TABLE IF NOT EXISTS "Weird Name" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), flag integer NOT NULL, created_at boolean NOT NULL);

ALTER TABLE s1.logs ALTER note SET STATISTICS 0;

CREATE TYPE public.mood AS RANGE (subtype = float8);

CREATE DOMAIN t1 text CONSTRAINT c1 CHECK (VALUE ~ '^a');

ALTER TABLE "Weird Name" RENAME TO logs;

DROP TABLE logs;

ALTER TABLE pets ADD PRIMARY KEY ("Order");

CREATE SEQUENCE q1 AS int;

CREATE EXTENSION pgcrypto WITH SCHEMA public;

BEGIN ISOLATION LEVEL SERIALIZABLE;

ROLLBACK;

ALTER TABLE s1.logs ADD CHECK (id IN ('a', 'b'));

CREATE TABLE s1.pets AS SELECT * FROM pets;

ALTER TABLE pets DROP "Order";

ALTER TABLE s1.pets RENAME "Order" TO a_column_with_a_name_that_is_rather_long_as_well;

ALTER TABLE s1.logs RENAME TO "Weird Name";

BEGIN ISOLATION LEVEL SERIALIZABLE;

SAVEPOINT a;

CREATE FUNCTION f1() RETURNS TABLE (a int, b text) LANGUAGE sql STABLE AS 'SELECT 1, ''x''';

SAVEPOINT a;

ALTER TABLE s1."Weird Name" ADD PRIMARY KEY (note);

ROLLBACK TO a;

SELECT pg_catalog.set_config('search_path', '', false);

CREATE INDEX pets_age_idx ON s1.pets (a_column_with_a_name_that_is_rather_long_as_well) NULLS NOT DISTINCT;

COMMIT;

CREATE TYPE s3.t3 AS ENUM ('sad', 'ok');

ALTER TABLE s1."Weird Name" RENAME TO tags;

CREATE VIEW public.v1 (a, b) AS SELECT 1 AS a, 'x' AS b, now() AS c, NULL::int AS d;

ALTER TABLE s1.tags ALTER id TYPE varchar;

ALTER TABLE s1.tags RENAME TO users;

CREATE FUNCTION public.f3() RETURNS TABLE (a int, b text) LANGUAGE sql STABLE AS 'SELECT 1, ''x''';

