CREATE SCHEMA s1;

BEGIN;

SET LOCAL search_path = s1, public;

CREATE SCHEMA s2 CREATE TABLE items (id int PRIMARY KEY, a text) CREATE VIEW v AS SELECT a FROM items;

CREATE TABLE here (id int);

COMMIT;

CREATE TABLE there (id int);
