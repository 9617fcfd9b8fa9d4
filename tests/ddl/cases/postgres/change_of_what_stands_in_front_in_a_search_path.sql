CREATE TABLE tags (id int);

CREATE SCHEMA s3;

CREATE TABLE s3.pets (id int);

CREATE FUNCTION s3.twice(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2';

CREATE TYPE s3.mood AS ENUM ('a', 'b');

CREATE DOMAIN s3.length AS int;

CREATE SEQUENCE s3.counter;

-- and from here on to another state

SET search_path = s3, public;

CREATE VIEW v1 AS SELECT * FROM s3.pets;

CREATE MATERIALIZED VIEW v2 AS SELECT twice(id) FROM s3.pets;

ALTER TABLE s3.pets SET SCHEMA public;

ALTER FUNCTION s3.twice(int) SET SCHEMA public;

ALTER TYPE s3.mood SET SCHEMA public;

ALTER DOMAIN s3.length SET SCHEMA public;

ALTER SEQUENCE s3.counter SET SCHEMA public;

CREATE TABLE moods (id int DEFAULT nextval('counter'), mood mood DEFAULT 'a', size length, age int);
