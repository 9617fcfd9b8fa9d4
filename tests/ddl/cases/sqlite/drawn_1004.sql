CREATE TABLE IF NOT EXISTS main."Weird Name" (id INTEGER PRIMARY KEY, "Order" UNSIGNED BIG INT, kind INTEGER DEFAULT (datetime('now')));

CREATE TABLE users (id INTEGER PRIMARY KEY, Flag BLOB, kind TEXT DEFAULT false) STRICT;

CREATE TABLE main.users_new (id INTEGER PRIMARY KEY AUTOINCREMENT, kind numeric NOT NULL DEFAULT 1e3, name integer CONSTRAINT fk1 REFERENCES users (kind));

CREATE TABLE items (id varchar(36) PRIMARY KEY, note int CONSTRAINT c1 NOT NULL, Flag int, FOREIGN KEY (Flag) REFERENCES users ON DELETE SET DEFAULT, CHECK (length(Flag) > 3) FOREIGN KEY (note) REFERENCES [Weird Name] (kind) ON UPDATE SET DEFAULT);

CREATE TABLE cars (id INTEGER PRIMARY KEY AUTOINCREMENT, total INT DEFAULT 1e3, parent_id clob CONSTRAINT c1 NOT NULL, UNIQUE (parent_id COLLATE NOCASE, total), CONSTRAINT u1 UNIQUE (total) CONSTRAINT fk2 FOREIGN KEY (parent_id) REFERENCES items ON DELETE NO ACTION ON UPDATE CASCADE);

CREATE UNIQUE INDEX i1 ON cars (id);

CREATE TRIGGER tr2 AFTER UPDATE ON users WHEN NEW.[Flag] IS NOT NULL BEGIN DELETE FROM cars WHERE total = OLD.id; END;

CREATE INDEX main.i2 ON items (id, note, [Flag]) WHERE (note IN (1, 2, 3)) AND (typeof([Flag]) = 'text');

CREATE TRIGGER tr1 AFTER UPDATE ON items BEGIN SELECT RAISE(ABORT, 'no') WHERE 1 > 2; END;

ALTER TABLE cars RENAME parent_id TO note;

CREATE INDEX IF NOT EXISTS "Index One" ON [Weird Name] (kind, [Order] DESC) WHERE id GLOB 'a%';

DROP VIEW IF EXISTS nowhere;

REINDEX cars;

ALTER TABLE users_new ADD age INT;

CREATE TABLE IF NOT EXISTS [logs] (id INTEGER PRIMARY KEY AUTOINCREMENT, email json DEFAULT (strftime('%s', 'now')), created_at integer REFERENCES cars ON DELETE SET NULL);

ALTER TABLE logs RENAME TO orders;

ALTER TABLE users RENAME id TO note;

PRAGMA defer_foreign_keys = ON;

DROP TABLE orders;

DROP TABLE main.cars;

ALTER TABLE items ADD COLUMN email integer REFERENCES users_new;

DROP TRIGGER tr2;

PRAGMA defer_foreign_keys = ON;

ALTER TABLE [Weird Name] ADD COLUMN parent_id integer REFERENCES items (id);

ALTER TABLE items ADD COLUMN created_at integer REFERENCES items ON DELETE CASCADE;

ALTER TABLE [Weird Name] DROP parent_id;

CREATE TABLE [logs] (id INTEGER PRIMARY KEY, parent_id double NOT NULL, `meta` UNSIGNED BIG INT CHECK (length(`meta`) > 3), UNIQUE (`meta`));

ALTER TABLE users_new DROP COLUMN name;

CREATE TRIGGER "Trigger One" AFTER UPDATE OF id ON users_new BEGIN SELECT RAISE(ABORT, 'no') WHERE 1 > 2; INSERT INTO [Weird Name] ([Order]) VALUES (1); END;

