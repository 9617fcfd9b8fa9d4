CREATE SCHEMA s1

CREATE SCHEMA s3

SET search_path = s1, public

CREATE EXTENSION pg_trgm

CREATE EXTENSION citext SCHEMA s3

-- and from here on to another state

ALTER SCHEMA s1 RENAME TO s2

ALTER EXTENSION citext SET SCHEMA s2

DROP SCHEMA s3
