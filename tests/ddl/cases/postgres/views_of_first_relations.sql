CREATE SCHEMA s3;

CREATE TABLE logs (id int, name text);

CREATE TABLE mood_of (id int);

CREATE TYPE mood AS (a int, b numeric(5,2));

SET search_path TO s3, public;

CREATE MATERIALIZED VIEW v1 AS SELECT * FROM logs;

CREATE VIEW v2 AS SELECT logs.name, m.* FROM logs JOIN mood_of m USING (id) WHERE EXISTS (SELECT 1 FROM logs l WHERE l.name = logs.name);

CREATE TABLE cars OF mood;

CREATE TABLE logs (other int);

CREATE VIEW mood_of AS SELECT 1 AS n;

CREATE DOMAIN mood AS int;

ALTER TABLE public.logs RENAME TO entries;
