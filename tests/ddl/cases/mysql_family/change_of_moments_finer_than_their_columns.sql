-- The value of a default is as precise as its column.

CREATE TABLE users (id int PRIMARY KEY, a time NOT NULL DEFAULT 1.5);

CREATE TABLE gone (id int PRIMARY KEY, a time DEFAULT '00:00:01.9', b time(1) DEFAULT '00:00:01.98');

-- and from here on to another state

ALTER TABLE users DROP COLUMN a, ADD COLUMN b datetime DEFAULT '2020-01-01 00:00:01.9', ADD COLUMN c datetime(2) DEFAULT '2020-01-01 00:00:01.987';

DROP TABLE gone;

CREATE TABLE made (id int PRIMARY KEY, a time(2) DEFAULT '00:00:01.5', b timestamp NOT NULL DEFAULT '2020-01-01 00:00:01.5');
