CREATE SCHEMA s1;

CREATE SCHEMA s2;

CREATE TYPE t1 AS RANGE (subtype = float8);

CREATE TABLE users (id int, r t1);

ALTER TYPE t1 RENAME TO "Type One";

ALTER TYPE "Type One" SET SCHEMA s1;

CREATE TYPE t1 AS ENUM ('sad');

COMMENT ON TYPE s1."Type One" IS 'moved';

CREATE TABLE pets (id t1, f float8, CHECK (public.t1(0, f) <> 'empty'));

CREATE TYPE s2.t2 AS RANGE (subtype = date);

ALTER TYPE s2.t2 SET SCHEMA public;

ALTER SCHEMA s2 RENAME TO s3;

CREATE TYPE s3.t3 AS RANGE (subtype = int4);

CREATE TABLE cars (id int, t public.t2, u int);

ALTER TYPE s3.t3 SET SCHEMA s1;

CREATE DOMAIN s1.t4 AS s1.t3;

ALTER TABLE cars ADD COLUMN v s1.t4;

SET search_path TO s1, public;

CREATE TYPE t9 AS RANGE (subtype = timestamptz);

ALTER TYPE t9 RENAME TO t8;

ALTER TYPE t8 SET SCHEMA public;
