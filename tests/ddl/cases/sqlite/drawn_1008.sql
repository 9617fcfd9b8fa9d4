CREATE TABLE IF NOT EXISTS "order" (id varchar(36) NOT NULL PRIMARY KEY, `meta` smallint NOT NULL DEFAULT 0, email INTEGER AS (lower(email)) STORED, UNIQUE (id COLLATE NOCASE));

CREATE TABLE IF NOT EXISTS `tags` ("Order" integer NOT NULL CONSTRAINT fk1 REFERENCES [order] ON DELETE NO ACTION, created_at decimal(10,2), Flag clob);

CREATE TABLE items (id INTEGER PRIMARY KEY AUTOINCREMENT, `meta` char(10), created_at date);

CREATE TABLE Mixed (id INTEGER PRIMARY KEY, age TEXT NOT NULL, created_at TEXT DEFAULT (datetime('now'))) STRICT, WITHOUT ROWID;

DROP INDEX IF EXISTS nowhere;

CREATE INDEX users_name_idx ON [order] (email COLLATE NOCASE, meta, id) WHERE length(meta) > 3;

UPDATE items SET id = 1;

BEGIN EXCLUSIVE TRANSACTION;

COMMIT;

ALTER TABLE [Mixed] DROP age;

ALTER TABLE tags RENAME [Order] TO name;

CREATE TABLE orders (id INTEGER PRIMARY KEY, age REAL, total INT DEFAULT 1e3) STRICT;

ALTER TABLE items DROP COLUMN meta;

CREATE TRIGGER "Trigger One" BEFORE UPDATE ON [order] FOR EACH ROW BEGIN DELETE FROM items WHERE id = OLD.id; END;

CREATE VIEW "View One" AS SELECT * FROM orders;

CREATE TABLE IF NOT EXISTS items (id int PRIMARY KEY, `meta` TEXT, total text NOT NULL DEFAULT (datetime('now')), `meta` uuid NOT NULL DEFAULT (strftime('%s', 'now')), age INT NOT NULL DEFAULT (-1), FOREIGN KEY (id, `meta`) REFERENCES nowhere (a, b));

CREATE INDEX "Index One" ON items (created_at, id);

CREATE TRIGGER tr2 BEFORE UPDATE OF id ON items FOR EACH ROW BEGIN DELETE FROM items WHERE id = OLD.id; DELETE FROM tags WHERE name = OLD.id; END;

CREATE TRIGGER tr1 INSERT ON items BEGIN INSERT INTO items (created_at) VALUES (NEW.id); END;

CREATE UNIQUE INDEX i1 ON orders (id ASC, lower(age));

CREATE VIEW v1 AS SELECT 1 AS a, 'x' AS b;

ALTER TABLE [order] ADD COLUMN parent_id UNSIGNED BIG INT AS (id) VIRTUAL;

DROP TABLE IF EXISTS main.[Mixed];

REINDEX tags;

ALTER TABLE tags ADD total TEXT;

ALTER TABLE items ADD COLUMN total  NOT NULL DEFAULT 0;

ANALYZE;

BEGIN;

DROP TABLE orders;

DROP VIEW [View One];

COMMIT;

CREATE UNIQUE INDEX main.i3 ON items (id, created_at);

CREATE INDEX i1 ON [order] (parent_id, id, email COLLATE NOCASE);

ALTER TABLE [order] RENAME email TO email;

ALTER TABLE [order] RENAME COLUMN email TO name;

ALTER TABLE [order] RENAME TO users;

ALTER TABLE items ADD Flag decimal(10,2) DEFAULT CURRENT_DATE CHECK (Flag = 'x');

CREATE TRIGGER IF NOT EXISTS tr2 AFTER INSERT ON users BEGIN SELECT RAISE(ABORT, 'no') WHERE 1 > 2; END;

DROP TABLE IF EXISTS items;

CREATE TRIGGER IF NOT EXISTS tr1 UPDATE OF id ON tags FOR EACH ROW BEGIN INSERT INTO tags (total) VALUES (1); END;

ALTER TABLE tags ADD age INTEGER CHECK (age < 'x' OR age >= 100);

CREATE INDEX i3 ON tags (age);

REINDEX users;

DROP TRIGGER IF EXISTS "Trigger One";

CREATE TRIGGER "Trigger One" UPDATE OF id ON users FOR EACH ROW WHEN NEW.meta IS NOT NULL BEGIN DELETE FROM users WHERE parent_id = OLD.id; END;

PRAGMA legacy_alter_table = OFF;

CREATE TABLE pets AS SELECT * FROM tags;

DROP INDEX i3;

DROP VIEW v1;

