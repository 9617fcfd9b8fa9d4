CREATE TABLE tags (id int PRIMARY KEY);

-- and from here on to another state

ALTER TABLE tags ADD COLUMN a time(2) NOT NULL DEFAULT -1, ADD COLUMN b time NOT NULL DEFAULT '-10:00', ADD COLUMN c time NOT NULL DEFAULT -123456;
