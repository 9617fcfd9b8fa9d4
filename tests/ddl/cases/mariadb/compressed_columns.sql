-- A compressed column that can't be NULL has a default, until that is dropped.
-- The server does not show all of it: the defaults of compressed columns.

CREATE TABLE b1 (a varchar(25) COMPRESSED NOT NULL, b varchar(25) NOT NULL, c text COMPRESSED NOT NULL, d varbinary(20) COMPRESSED NOT NULL, e varchar(20) COMPRESSED, f blob COMPRESSED NOT NULL);

CREATE TABLE b2 LIKE b1;

ALTER TABLE b2 ALTER a DROP DEFAULT, ALTER c DROP DEFAULT, ALTER d DROP DEFAULT, ALTER e DROP DEFAULT, ALTER f DROP DEFAULT;

CREATE TABLE b3 LIKE b2;

ALTER TABLE b3 ADD COLUMN g varchar(10) COMPRESSED NOT NULL, MODIFY a varchar(30) COMPRESSED NOT NULL;
