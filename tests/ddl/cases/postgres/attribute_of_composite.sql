CREATE TYPE mood AS (a int, b text);

CREATE SCHEMA s2 AUTHORIZATION postgres;

SET search_path TO s2, public;

CREATE TYPE mood AS RANGE (subtype = date);

ALTER TYPE mood RENAME ATTRIBUTE a TO id;

