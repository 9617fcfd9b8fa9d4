CREATE TABLE users (id int NOT NULL, note text);

-- and from here on to another state

ALTER TABLE users ADD CONSTRAINT c1 CHECK (NOT (id = 0 AND CASE WHEN id > 0 THEN 1 ELSE 0 END));
