-- The columns of a period can't be NULL, and a period follows their names.

CREATE TABLE rooms (id int, s date, e date, PERIOD FOR valid (s, e), UNIQUE (id, valid WITHOUT OVERLAPS));

ALTER TABLE rooms RENAME COLUMN e TO until;

ALTER TABLE rooms RENAME COLUMN s TO since;

CREATE TABLE copies AS SELECT * FROM rooms;

CREATE TABLE later (id int, s date, e date);

ALTER TABLE later ADD PERIOD FOR valid (s, e);

CREATE TEMPORARY TABLE tmp (a int, CONSTRAINT c CHECK (a > 0), CONSTRAINT C2 CHECK (a > 1));

-- A key goes with its last column: a period alone is none.
CREATE TABLE halls (id int, no int, s date, e date, PERIOD FOR valid (s, e), UNIQUE u1 (id, valid WITHOUT OVERLAPS), UNIQUE u2 (no, valid WITHOUT OVERLAPS));

ALTER TABLE halls DROP COLUMN id;

ALTER TABLE halls DROP COLUMN no, RENAME INDEX u2 TO u1;

CREATE TABLE stays (id int, s date, e date, PERIOD FOR valid (s, e), PRIMARY KEY (id, valid WITHOUT OVERLAPS));

ALTER TABLE stays DROP COLUMN id;
