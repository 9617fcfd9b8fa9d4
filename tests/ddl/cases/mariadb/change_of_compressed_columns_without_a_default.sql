-- A compressed column that can't be NULL has a default by itself, which goes in a statement of its own.

CREATE TABLE kept (id int PRIMARY KEY, a varchar(50) COMPRESSED NOT NULL, b text COMPRESSED NOT NULL, c varchar(50) COMPRESSED NOT NULL, d varchar(50));

ALTER TABLE kept ALTER a DROP DEFAULT, ALTER b DROP DEFAULT;

CREATE TABLE gone LIKE kept;

-- and from here on to another state

CREATE TABLE made LIKE kept;

DROP TABLE gone;

ALTER TABLE kept DROP COLUMN a, MODIFY COLUMN b varchar(20) COMPRESSED NOT NULL, MODIFY COLUMN d varchar(50) COMPRESSED NOT NULL, ADD COLUMN e varchar(20) COMPRESSED NOT NULL;

ALTER TABLE kept ALTER COLUMN c DROP DEFAULT, ALTER COLUMN d DROP DEFAULT, ALTER COLUMN e DROP DEFAULT;
