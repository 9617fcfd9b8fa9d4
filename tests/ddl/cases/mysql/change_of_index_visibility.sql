CREATE TABLE users (id int PRIMARY KEY, a varchar(10), INDEX seen (a), INDEX hidden (a, id) INVISIBLE)

CREATE TABLE cars AS SELECT id FROM users

ALTER TABLE cars ADD FOREIGN KEY (id) REFERENCES users (id)

-- and from here on to another state

ALTER TABLE users ALTER INDEX seen INVISIBLE

ALTER TABLE users ALTER INDEX hidden VISIBLE

DROP TABLE cars
