CREATE TABLE users (id int PRIMARY KEY, name text CHECK (name IS NOT NULL), age int CHECK (age > 1), flag int CHECK (flag > 2), note int);

-- and from here on to another state

ALTER TABLE users DROP COLUMN name, MODIFY age bigint CHECK (age > 1), MODIFY flag int, MODIFY note int CHECK (note < 5), ADD COLUMN city char(10) CHECK (city <> ''), ADD UNIQUE INDEX city (city);
