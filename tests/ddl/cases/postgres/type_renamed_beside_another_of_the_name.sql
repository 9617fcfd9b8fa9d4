CREATE SCHEMA s2;

CREATE TYPE "Type One" AS ENUM ('sad', 'ok');

CREATE TYPE s2.mood AS RANGE (subtype = date);

ALTER TYPE s2.mood RENAME TO "Type One";

ALTER TYPE "Type One" RENAME TO feeling;
