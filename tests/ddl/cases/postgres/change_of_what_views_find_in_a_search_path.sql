CREATE TABLE tags (id int);

CREATE SCHEMA s3;

CREATE TABLE s3.pets (id int);

CREATE FUNCTION s3.twice(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2';

SET search_path = s3, public;

CREATE VIEW v1 AS SELECT * FROM s3.pets;

CREATE MATERIALIZED VIEW v2 AS SELECT twice(id) FROM s3.pets;

CREATE VIEW v3 AS SELECT * FROM pets;

CREATE TABLE moods (id int, age int );

-- and from here on to another state

ALTER TABLE s3.pets SET SCHEMA public;

ALTER FUNCTION s3.twice(int) SET SCHEMA public;
