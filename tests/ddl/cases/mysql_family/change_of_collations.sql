CREATE TABLE pets (id int PRIMARY KEY, name varchar(10) NOT NULL DEFAULT 1.5, note mediumtext) DEFAULT CHARSET=utf8mb4;

CREATE TABLE users (id int PRIMARY KEY, total longtext, note varchar(10) NOT NULL) DEFAULT CHARSET=utf8mb4;

CREATE TABLE tags (id int PRIMARY KEY, name tinytext) CHARSET=latin1;

-- and from here on to another state

ALTER TABLE pets CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

ALTER TABLE users COLLATE utf8mb4_bin;

DROP TABLE tags;

CREATE TABLE tags (id int PRIMARY KEY, name tinytext);
