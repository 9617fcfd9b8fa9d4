CREATE TABLE pets (id int NOT NULL PRIMARY KEY, note text, email bigint);

CREATE TABLE items (id text PRIMARY KEY DESC, created_at varchar(255), parent_id bigint);

CREATE TEMPORARY TABLE tmp1 (id bigint, created_at int, total integer REFERENCES items (id), `meta` clob DEFAULT (random()), parent_id double CONSTRAINT c1 CHECK (parent_id = 0));

CREATE TABLE `tags` (id INTEGER PRIMARY KEY AUTOINCREMENT, Flag UNSIGNED BIG INT, email smallint NOT NULL DEFAULT 1e3, CHECK (id <> 1));

CREATE TRIGGER "Trigger One" UPDATE OF id ON items BEGIN UPDATE items SET parent_id = 1 WHERE id = 2; END;

DROP TABLE main.pets;

CREATE TRIGGER tr2 DELETE ON items FOR EACH ROW BEGIN DELETE FROM tags WHERE email = OLD.id; END;

ALTER TABLE tags RENAME TO [logs];

CREATE TABLE cars (id INTEGER PRIMARY KEY, note TEXT, age REAL DEFAULT "x") STRICT;

CREATE UNIQUE INDEX IF NOT EXISTS "Index One" ON items (id ASC);

CREATE INDEX main.users_name_idx ON cars (age COLLATE NOCASE DESC, note) WHERE (id > -1) AND ((id LIKE 'a%') OR (id <> 0));

CREATE TEMP TRIGGER tr1 AFTER DELETE ON cars WHEN NEW.note IS NOT NULL BEGIN SELECT CASE WHEN 1 THEN 2 ELSE 3 END; END;

CREATE INDEX i1 ON items (created_at, parent_id DESC, id COLLATE NOCASE);

BEGIN;

CREATE VIEW IF NOT EXISTS "View One" AS SELECT 1 AS a, 'x' AS b;

ROLLBACK;

DROP TABLE cars;

DROP INDEX IF EXISTS i1;

CREATE TABLE `tags` (note clob, id integer CONSTRAINT fk1 REFERENCES logs ON DELETE RESTRICT, name bigint DEFAULT 1e3, UNIQUE (note));

ALTER TABLE items DROP parent_id;

