CREATE SCHEMA s3;

CREATE TYPE s3.t1 AS (a int, b text);

CREATE TABLE items OF s3.t1 (a PRIMARY KEY);

-- and from here on to another state

ALTER TYPE s3.t1 RENAME ATTRIBUTE b TO flag CASCADE;

ALTER TYPE s3.t1 ADD ATTRIBUTE c numeric(10,2) CASCADE;
