CREATE SCHEMA s1;

SET search_path = s1, public;

CREATE TYPE t3 AS (a int, b text);

CREATE TYPE t2 AS (a int, b s1.t3, "C" t3[]);

ALTER TYPE t2 ADD ATTRIBUTE d t3, ADD ATTRIBUTE f int, ALTER ATTRIBUTE a TYPE bigint;

ALTER TYPE t2 RENAME ATTRIBUTE a TO e;

CREATE TABLE t (a int, b t2, c t3);

DROP TYPE t3 CASCADE;
