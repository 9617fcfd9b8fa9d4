CREATE TABLE users (id int);

-- and from here on to another state

ALTER TABLE users ADD age name COLLATE "C", ADD title name COLLATE "POSIX";
