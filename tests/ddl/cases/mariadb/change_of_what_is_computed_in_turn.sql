CREATE TABLE users (id int PRIMARY KEY, email varchar(50), size int AS (length(email)) STORED, double_size int AS (size * 2) STORED, CONSTRAINT big CHECK (size > 3), KEY by_size (size, double_size));

-- and from here on to another state

ALTER TABLE users CHANGE email mail varchar(60);
