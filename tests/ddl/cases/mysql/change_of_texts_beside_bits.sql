CREATE TABLE users (id int PRIMARY KEY, kind bit NOT NULL, total int AS (concat(kind, 'x')));

-- and from here on to another state

DROP TABLE users;
