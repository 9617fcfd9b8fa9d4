-- A key to nothing goes before a table of that name comes whose columns do not fit, and comes after it is gone.

CREATE TABLE alike (id int, a date);

SET FOREIGN_KEY_CHECKS = 0;

CREATE TABLE items (id int PRIMARY KEY, kind varchar(50), FOREIGN KEY (id, kind) REFERENCES cars (a, b));

CREATE TABLE users (id int PRIMARY KEY);

-- and from here on to another state

DROP TABLE items;

CREATE TABLE cars LIKE alike;

DROP TABLE users;

CREATE TABLE notes (id int PRIMARY KEY, kind varchar(50), FOREIGN KEY (kind) REFERENCES users (name));
