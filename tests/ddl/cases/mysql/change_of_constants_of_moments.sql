CREATE TABLE users (id int PRIMARY KEY, born year NOT NULL DEFAULT b'101', email int CHECK (length(email) > 3 AND email = 100));

ALTER TABLE users MODIFY email time(2);

-- and from here on to another state

ALTER TABLE users DROP COLUMN id;
