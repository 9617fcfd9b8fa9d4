CREATE SCHEMA s1;

CREATE EXTENSION pgcrypto SCHEMA s1;

-- and from here on to another state

ALTER SCHEMA s1 RENAME TO s2;

CREATE SCHEMA s3;

SET search_path = s3, public;

CREATE DOMAIN mood AS text CHECK (VALUE <> '');

CREATE DOMAIN public.mood AS int;
