CREATE SCHEMA s3;

CREATE TYPE gone AS RANGE (subtype = int4);

ALTER TYPE gone SET SCHEMA s3;

CREATE TYPE gone AS (a int);

CREATE DOMAIN passed AS int;

-- and from here on to another state

DROP TYPE gone;

DROP TYPE s3.gone;

CREATE TYPE s3.mood AS RANGE (subtype = float8);

ALTER TYPE s3.mood SET SCHEMA public;

CREATE TYPE s3.mood AS ENUM ('sad', 'ok', 'happy');

CREATE TYPE s3.size AS RANGE (subtype = int8);

ALTER TYPE s3.size SET SCHEMA public;

CREATE DOMAIN s3.size AS text;

CREATE TYPE s3.shape AS RANGE (subtype = int8);

ALTER TYPE s3.shape SET SCHEMA public;

CREATE TABLE s3.shape (id int);

CREATE TYPE public.level AS ENUM ('low', 'high');

CREATE TYPE s3.level AS RANGE (subtype = public.level);

DROP DOMAIN passed;

CREATE TYPE s3.passed AS RANGE (subtype = int2);

ALTER TYPE s3.passed RENAME TO middle;

ALTER TYPE s3.middle SET SCHEMA public;

ALTER TYPE public.middle RENAME TO passed;

CREATE TYPE s3.middle AS ENUM ('a');

CREATE TYPE s3.passed AS (a int);
