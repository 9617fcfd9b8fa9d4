CREATE SCHEMA s1;

SET search_path TO s1, public;

CREATE DOMAIN "Type One" int;

CREATE TYPE pair AS (a "Type One", b int);

CREATE FUNCTION f3(a "Type One") RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;

CREATE FUNCTION f4() RETURNS int LANGUAGE sql AS 'SELECT 1';

CREATE VIEW v1 AS SELECT f4() AS a, 1::"Type One" AS b;

ALTER DOMAIN s1."Type One" SET SCHEMA public;

ALTER FUNCTION s1.f3 SET SCHEMA public;

ALTER TYPE pair SET SCHEMA public;
