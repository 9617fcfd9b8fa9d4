CREATE SCHEMA s3;

CREATE TYPE "Type One" AS ENUM ('sad', 'ok', 'happy');

SET search_path = s3, public;

CREATE TYPE mood AS (a int, b text);

CREATE TYPE "Type One" AS (a int, b text);

RESET search_path;

ALTER TYPE s3.mood ALTER ATTRIBUTE b TYPE "Type One" CASCADE;
