CREATE SCHEMA s3;

CREATE TYPE t2 AS ENUM ('sad', 'ok');

CREATE TYPE "Type One" AS (a int, b text);

SET search_path TO s3, public;

CREATE CAST (t2 AS "Type One") WITH INOUT;

CREATE CAST (t2 AS int) WITH INOUT;

CREATE TYPE s3.t2 AS RANGE (subtype = float8);

DROP CAST (public.t2 AS int);
