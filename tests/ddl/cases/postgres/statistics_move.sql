CREATE SCHEMA s2;

CREATE TABLE s2.pets (id int, name text);

CREATE STATISTICS st1 (dependencies) ON id, name FROM s2.pets;

ALTER TABLE s2.pets SET SCHEMA public;

ALTER TABLE pets RENAME TO "Weird Name";

SET search_path TO s2, public;

CREATE STATISTICS st2 ON id, name FROM "Weird Name";

ALTER TABLE "Weird Name" RENAME TO cars;

CREATE TABLE cars (id int, name text);

