CREATE TABLE tags (id serial, other int GENERATED ALWAYS AS IDENTITY);

CREATE TABLE cars (id serial, other int GENERATED ALWAYS AS IDENTITY);

-- and from here on to another state

ALTER SEQUENCE tags_id_seq RENAME TO tags_counter;

ALTER SEQUENCE tags_other_seq RENAME TO tags_numbers;

CREATE VIEW tags_id_seq AS SELECT 1 AS a;

CREATE INDEX tags_other_seq ON cars (id);

ALTER TABLE cars RENAME COLUMN id TO number;

ALTER TABLE cars RENAME COLUMN other TO counted;
