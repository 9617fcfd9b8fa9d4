-- Texts are read under the search path that they were written under, in their own files too.
CREATE SCHEMA app;
CREATE SCHEMA tools;
SET search_path TO tools, public;
CREATE FUNCTION tag(a text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE TABLE marks (name text, key text GENERATED ALWAYS AS (tag(name)) STORED);
SET search_path TO app;
CREATE VIEW v AS SELECT 1 AS n;
CREATE FUNCTION f() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v';
