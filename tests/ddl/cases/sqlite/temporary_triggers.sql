-- What a session has comes before what the file has.

CREATE TABLE cars (id int, a text, CONSTRAINT c1 UNIQUE (a));

DROP INDEX IF EXISTS c1;

CREATE TRIGGER tr1 AFTER UPDATE ON cars BEGIN SELECT RAISE(ABORT, 'no') WHERE 1 > 2; END;

CREATE TEMP TRIGGER tr1 INSERT ON cars BEGIN SELECT 1; END;

DROP TRIGGER tr1;

PRAGMA legacy_alter_table = ON;

ALTER TABLE cars RENAME TO wagons;

CREATE TABLE strict (id INTEGER PRIMARY KEY, v ANY) STRICT;

CREATE TABLE copied AS SELECT * FROM strict;
