CREATE TYPE mood AS RANGE (subtype = float8);

CREATE TYPE "Type One" AS (a int, b text);

CREATE SCHEMA s2;

ALTER TYPE mood RENAME TO t2;

ALTER TYPE t2 SET SCHEMA s2;

ALTER TYPE "Type One" RENAME TO t2;


CREATE SCHEMA s1;

CREATE TYPE s1.t2 AS ENUM ('sad', 'ok', 'happy');
