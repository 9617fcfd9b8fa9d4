-- A table has the character set of its schema, and that the server's, where nobody says another.

CREATE DATABASE ~db~_b;

CREATE TABLE ~db~_b.orders (id int PRIMARY KEY, name varchar(10)) CHARSET latin1;

-- and from here on to another state

ALTER TABLE ~db~_b.orders RENAME TO ~db~_b.cars;

CREATE TABLE ~db~_b.orders (id int PRIMARY KEY, a int, name varchar(10));
