-- A key goes with a column that it only includes, and with the key what refers to it.

CREATE TABLE cars (id bigint PRIMARY KEY, owner int, name int, place int, UNIQUE (name) INCLUDE (id), UNIQUE (place) INCLUDE (owner), UNIQUE (place));

CREATE TABLE lists (name int REFERENCES cars (name), place int REFERENCES cars (place));

ALTER TABLE cars ADD COLUMN other int REFERENCES cars (name);

ALTER TABLE cars DROP COLUMN id CASCADE;
