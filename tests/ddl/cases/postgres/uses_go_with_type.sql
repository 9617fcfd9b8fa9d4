CREATE SCHEMA s1;

CREATE TYPE "Type One" AS ENUM ('sad', 'ok');

CREATE CAST ("Type One" AS int) WITH INOUT;

CREATE TABLE t (a text DEFAULT 'sad'::"Type One", b text, CONSTRAINT c1 CHECK (b <> 'ok'::"Type One"::text), c text DEFAULT 'x');

CREATE TABLE t2 (a text, CHECK (a IS DISTINCT FROM 'sad'::"Type One"::text));

CREATE VIEW v AS SELECT a, 'sad'::"Type One" AS m FROM t;

DROP TYPE "Type One" CASCADE;
