-- What a plan fills is no change of the rows: columns that tell of the last one stay as they are.

CREATE TABLE logs (id int PRIMARY KEY, price int NOT NULL, twice int AS (price * 2), note text, changed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, seen datetime NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);

-- and from here on to another state

ALTER TABLE logs DROP COLUMN twice;

ALTER TABLE logs ADD COLUMN twice int;

ALTER TABLE logs RENAME COLUMN seen TO checked;
