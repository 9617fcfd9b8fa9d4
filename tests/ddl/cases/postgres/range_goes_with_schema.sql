CREATE SCHEMA s1;

CREATE SCHEMA s2;

CREATE TYPE s2.t2 AS RANGE (subtype = date);

ALTER TYPE s2.t2 SET SCHEMA public;

CREATE TABLE cars (id int, t public.t2, u int);

CREATE INDEX ON cars (id, t);

DROP SCHEMA s2 CASCADE;
