CREATE TABLE tags (id serial, other int);

CREATE TABLE cars (id serial, other serial);

CREATE TABLE pets (id serial, age int);

CREATE TABLE dogs (id int, age int);

CREATE SEQUENCE counter OWNED BY dogs.age;

CREATE SEQUENCE numbers;

-- and from here on to another state

ALTER TABLE tags DROP COLUMN id;

CREATE TABLE tags_id_seq (id int);

ALTER TABLE cars DROP COLUMN other;

ALTER TABLE cars ADD COLUMN named text CONSTRAINT cars_other_seq UNIQUE;

DROP TABLE pets;

CREATE MATERIALIZED VIEW pets_id_seq AS SELECT 1 AS id;

ALTER TABLE dogs DROP COLUMN age;

CREATE TYPE counter AS (a int);

ALTER SEQUENCE numbers RENAME TO numbered;

CREATE TABLE numbers (id serial);

ALTER SEQUENCE cars_id_seq RENAME TO tags_counter;

CREATE SEQUENCE cars_id_seq;
