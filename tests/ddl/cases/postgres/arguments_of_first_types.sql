CREATE TYPE t2 AS (a int, b numeric(5,2));

CREATE DOMAIN "Type One" AS text DEFAULT NULL;

CREATE SCHEMA s3;

SET search_path TO s3, public;

CREATE TYPE t3 AS ENUM ('sad', 'ok');

CREATE FUNCTION f1(a s3.t3, b t2, c "Type One" DEFAULT NULL) RETURNS t3 LANGUAGE sql AS 'SELECT $1';

CREATE TYPE pair AS (a "Type One", b t3);

CREATE DOMAIN "Type One" varchar(20) CHECK (length(VALUE) > 2);

COMMENT ON FUNCTION f1(t3, t2, public."Type One") IS 'with types';

RESET search_path;

ALTER FUNCTION s3.f1(s3.t3, t2, "Type One") STABLE;

CREATE TYPE t4 AS (a int);

ALTER TYPE s3.pair ADD ATTRIBUTE c t2;

CREATE FUNCTION f2("Type One") RETURNS int LANGUAGE sql AS 'SELECT 1';

ALTER DOMAIN "Type One" RENAME TO word;

ALTER FUNCTION f2(word) RENAME TO f3;

COMMENT ON FUNCTION f3(word) IS 'with a domain';

DROP DOMAIN s3."Type One";
