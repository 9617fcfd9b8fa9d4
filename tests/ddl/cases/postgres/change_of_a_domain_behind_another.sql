-- A domain that was made under a search path, in which another one of the name comes first, is the one that is changed.

CREATE SCHEMA s3;

SET search_path TO s3, public;

CREATE DOMAIN s3."Type One" int;

CREATE DOMAIN public."Type One" numeric(8,2);

CREATE TYPE s3.pair AS (a int);

CREATE TYPE public.pair AS (a int);

-- and from here on to another state

RESET search_path;

ALTER DOMAIN "Type One" ADD CHECK (VALUE > 0);

ALTER TYPE pair ADD ATTRIBUTE b text;
