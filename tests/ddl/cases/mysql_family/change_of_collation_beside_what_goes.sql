-- A table that comes back is of the characters that it was of, whatever its schema has then.

CREATE DATABASE ~db~_b COLLATE utf8mb4_general_ci;

USE ~db~_b;

CREATE TABLE gone (id int PRIMARY KEY, name varchar(20));

CREATE TABLE told (id int PRIMARY KEY, name varchar(20)) COLLATE utf8mb4_unicode_ci;

-- and from here on to another state

DROP TABLE gone;

DROP TABLE told;

ALTER DATABASE ~db~_b COLLATE utf8mb4_bin;

CREATE TABLE items (id int PRIMARY KEY, name varchar(20));
