CREATE TYPE public."Type One" AS RANGE (subtype = date);

CREATE SCHEMA s3;

CREATE SEQUENCE q2 OWNED BY NONE;

-- and from here on to another state

ALTER TYPE "Type One" SET SCHEMA s3;

CREATE DOMAIN s3.t3 varchar(20) DEFAULT 0 CHECK (VALUE <> '');

CREATE TABLE "Weird Name" (kind s3.t3 NOT NULL, name int[]);

ALTER SEQUENCE q2 OWNED BY "Weird Name".name;
