CREATE TABLE orders (id int PRIMARY KEY);

CREATE TABLE users (name int);

-- and from here on to another state

CREATE DATABASE ~db~_a CHARACTER SET latin1;

CREATE TABLE cars (id int PRIMARY KEY, parent int, name char(4), KEY (parent));

ALTER TABLE cars ADD FOREIGN KEY (id) REFERENCES orders (id) ON DELETE RESTRICT;

ALTER TABLE cars ADD FOREIGN KEY (parent) REFERENCES cars (id);

RENAME TABLE cars TO ~db~_a.users;
