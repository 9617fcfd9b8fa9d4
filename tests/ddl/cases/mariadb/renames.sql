-- A name without a database goes to the current one; a table keeps its characters.

CREATE DATABASE ~db~_a CHARACTER SET latin1;

CREATE TABLE users (a varchar(10));

RENAME TABLE users TO ~db~_a.cars;

CREATE TABLE ~db~_a.likes LIKE ~db~_a.cars;

ALTER TABLE ~db~_a.cars RENAME TO items;

CREATE TABLE ~db~_a.own (a text);

ALTER DATABASE ~db~_a CHARACTER SET utf8mb4;

RENAME TABLE IF EXISTS nowhere TO something;

DROP TABLE IF EXISTS nowhere WAIT 5;
