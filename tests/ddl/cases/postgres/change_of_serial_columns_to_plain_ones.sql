CREATE SCHEMA s2;

CREATE TABLE s2.tags (id smallserial PRIMARY KEY, email text NOT NULL, created_at int4 NOT NULL);

CREATE UNLOGGED TABLE cars (id bigserial PRIMARY KEY, kind text NULL, "Order" text);

ALTER TABLE cars RENAME TO vans;

CREATE TABLE logs (id serial PRIMARY KEY, name int4 NOT NULL);

CREATE TABLE items () INHERITS (logs);

ALTER TABLE logs RENAME TO "user";

CREATE UNLOGGED TABLE pets (id int GENERATED ALWAYS AS IDENTITY, age int NOT NULL);

-- and from here on to another state

ALTER TABLE s2.tags SET UNLOGGED;

ALTER TABLE s2.tags RENAME id TO parent_id;

ALTER TABLE vans ALTER COLUMN id SET DEFAULT 1;

ALTER TABLE "user" ALTER id SET DEFAULT NULL;

ALTER TABLE pets SET LOGGED;

ALTER TABLE pets RENAME id TO number;
