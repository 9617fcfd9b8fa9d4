CREATE SCHEMA s3;

CREATE DOMAIN s3.t3 AS int NOT NULL;

CREATE TYPE t3 AS ENUM ('sad', 'ok');

SET search_path TO s3, public;

COMMENT ON TYPE t3 IS 'the domain';

COMMENT ON TYPE public.t3 IS 'the enum';
