CREATE SCHEMA s2;

SET search_path TO s2, public;

CREATE TYPE kept AS (a int);

CREATE FUNCTION tag(a text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a';

-- and from here on to another state

CREATE TYPE pair AS (a int, b text);

CREATE DOMAIN word AS text;

CREATE TABLE marks (name text, key text GENERATED ALWAYS AS (tag(name)) STORED);

CREATE VIEW seen AS SELECT name FROM marks;

DROP TYPE kept;
