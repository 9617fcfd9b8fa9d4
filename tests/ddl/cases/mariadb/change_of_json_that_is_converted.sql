-- A JSON column is a text like others where its table takes another character set, and keeps its check.

CREATE TABLE kept (id int PRIMARY KEY, a json, b json NOT NULL DEFAULT '{}');

ALTER TABLE kept CONVERT TO CHARACTER SET utf8mb4;

CREATE TABLE turned (id int PRIMARY KEY, a json, b longtext COLLATE utf8mb4_unicode_ci CHECK (json_valid(b)), c longtext COLLATE utf8mb4_bin CHECK (json_valid(c)));

CREATE TABLE renamed (id int PRIMARY KEY, a json);

CREATE TABLE gone (id int PRIMARY KEY, a json);

ALTER TABLE gone CONVERT TO CHARACTER SET latin1;

-- and from here on to another state

ALTER TABLE kept CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

ALTER TABLE turned CONVERT TO CHARACTER SET latin1;

ALTER TABLE renamed CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

ALTER TABLE renamed RENAME COLUMN a TO b;

ALTER TABLE gone DROP COLUMN a;

CREATE TABLE made (id int PRIMARY KEY, a json, b longtext CHECK (json_valid(b))) COLLATE utf8mb4_unicode_ci;

ALTER TABLE made CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
