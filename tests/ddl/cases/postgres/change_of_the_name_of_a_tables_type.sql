-- A typed table whose composite type comes to be called otherwise is let go of it once.

CREATE TYPE "Type One" AS (a int, b numeric(5,2));

CREATE SCHEMA s3;

CREATE TABLE s3.users OF "Type One" (PRIMARY KEY (a));

-- and from here on to another state

ALTER TYPE "Type One" RENAME TO t3;
