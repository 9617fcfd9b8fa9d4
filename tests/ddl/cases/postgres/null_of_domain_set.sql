CREATE SCHEMA s2;

CREATE DOMAIN "Type One" text;

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE TABLE s2.orders (id bigint PRIMARY KEY, name boolean, created_at "Type One", email mood, flag character varying(50));

ALTER TABLE s2.orders ALTER created_at SET DEFAULT NULL;

