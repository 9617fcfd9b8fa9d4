-- The column of a JSON type is a text with a check; copies of it are made by what it is.

CREATE TABLE src (id int, j json, k json NOT NULL DEFAULT '{}', l json CHECK (json_length(l) > 1));

CREATE TABLE alike LIKE src;

CREATE TABLE copied AS SELECT * FROM src;

CREATE TABLE copied_latin (x int) DEFAULT CHARSET=latin1 AS SELECT j, k FROM src;

CREATE TABLE copied_named (j json, k text) AS SELECT j, k, l FROM src;

CREATE TABLE copied_expr AS SELECT coalesce(id, 1) AS c, j FROM src;

CREATE TABLE conv (id int, j json, v varchar(10)) DEFAULT CHARSET=latin1;

ALTER TABLE conv CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE conv_like LIKE conv;

CREATE TABLE conv_copied AS SELECT * FROM conv;

ALTER TABLE conv MODIFY j json;

CREATE TABLE conv2 (id int, j json, v varchar(10));

ALTER TABLE conv2 CONVERT TO CHARACTER SET latin1;

ALTER TABLE conv2 ADD COLUMN n json, DEFAULT CHARSET=utf8mb3;

CREATE TABLE conv2_copied AS SELECT j AS one, n AS two FROM conv2;

CREATE TABLE conv2_like LIKE conv2;

ALTER TABLE conv2_like CHANGE j jj json, ALTER COLUMN n SET DEFAULT '1';
