CREATE TABLE users (id int, note text NOT NULL DEFAULT 'x') CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- and from here on to another state

CREATE DATABASE ~db~_b COLLATE utf8mb4_bin;

CREATE TABLE ~db~_b.tags AS SELECT * FROM users;
