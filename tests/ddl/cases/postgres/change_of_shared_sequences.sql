CREATE TABLE pets (id serial PRIMARY KEY, age serial);

CREATE TABLE "user" (parent_id int) INHERITS (pets);

CREATE TABLE a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kind (id serial PRIMARY KEY, age serial);

CREATE TABLE cars (LIKE a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kin INCLUDING ALL);

CREATE TABLE counted (id serial PRIMARY KEY, mark serial);

CREATE TABLE drawn (id int DEFAULT nextval('counted_mark_seq'));

CREATE SEQUENCE own_id_seq AS int;

CREATE TABLE draws (id int NOT NULL DEFAULT nextval('own_id_seq'));

-- and from here on to another state

ALTER TABLE pets RENAME TO logs;

ALTER TABLE a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kin DROP COLUMN age CASCADE;

ALTER SEQUENCE counted_mark_seq OWNED BY NONE;

ALTER TABLE counted DROP COLUMN mark;

CREATE TABLE own (id int NOT NULL DEFAULT nextval('own_id_seq'));

ALTER SEQUENCE own_id_seq OWNED BY own.id;
