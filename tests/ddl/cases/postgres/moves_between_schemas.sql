-- Types, parents, extensions and paths when schemas and tables move.

CREATE SCHEMA s1;

CREATE SCHEMA s2 CREATE TABLE things (id int PRIMARY KEY, a text);

CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE DOMAIN s1.zip AS varchar(20);

ALTER DOMAIN s1.zip RENAME TO code;

ALTER DOMAIN s1.code ADD CHECK (length(VALUE) > 2);

CREATE TABLE people (id int PRIMARY KEY, m mood, c s1.code);

ALTER TABLE s2.things ADD COLUMN m mood;

CREATE TABLE s1.copied (LIKE people INCLUDING ALL);

CREATE TABLE s1.child (extra int) INHERITS (people);

ALTER TABLE people SET SCHEMA s2;

CREATE TYPE s1.mood AS ENUM ('other');

CREATE EXTENSION hstore SCHEMA s1;

ALTER SCHEMA s2 RENAME TO s3;

ALTER SCHEMA s1 RENAME TO s4;

ALTER TABLE s3.things SET SCHEMA public;

CREATE INDEX ON things (a);
