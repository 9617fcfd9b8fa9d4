-- The columns of a period can't be NULL, and a period follows their names.

CREATE TABLE rooms (id int, s date, e date, PERIOD FOR valid (s, e), UNIQUE (id, valid WITHOUT OVERLAPS));

ALTER TABLE rooms RENAME COLUMN e TO until;

ALTER TABLE rooms RENAME COLUMN s TO since;

CREATE TABLE copies AS SELECT * FROM rooms;

CREATE TABLE later (id int, s date, e date);

ALTER TABLE later ADD PERIOD FOR valid (s, e);

CREATE TEMPORARY TABLE tmp (a int, CONSTRAINT c CHECK (a > 0), CONSTRAINT C2 CHECK (a > 1));
