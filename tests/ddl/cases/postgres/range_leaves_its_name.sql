CREATE SCHEMA s3;

CREATE TYPE s3.mood AS RANGE (subtype = int4);

SET search_path = s3, public;

CREATE TYPE t1 AS ENUM ('sad', 'ok');

ALTER TYPE s3.mood SET SCHEMA public;

ALTER TYPE s3.t1 RENAME TO mood;
