CREATE TABLE pets (id INTEGER PRIMARY KEY, Flag datetime DEFAULT (NULL), [a b] int CONSTRAINT c1 NOT NULL CHECK (id >= 'x'));

CREATE TABLE "Weird Name"(total integer CONSTRAINT fk1 REFERENCES pets ON DELETE SET NULL ON UPDATE SET NULL, id datetime, kind integer NOT NULL REFERENCES pets ([a b]) ON DELETE NO ACTION,
CONSTRAINT pk PRIMARY KEY (kind) -- the key
);

CREATE TABLE IF NOT EXISTS pets (id INTEGER PRIMARY KEY AUTOINCREMENT, created_at boolean, total  CONSTRAINT c1 UNIQUE, created_at TEXT AS (coalesce(created_at, 0)) STORED, id char(10) COLLATE binary, CHECK (length(total) > 3), UNIQUE (total COLLATE NOCASE, total) FOREIGN KEY (created_at) REFERENCES pets ([a b]) ON UPDATE SET DEFAULT);

CREATE TABLE main.users (kind NVARCHAR (100), note clob, "Order" INTEGER DEFAULT 'x');

ALTER TABLE users RENAME [Order] TO created_at;

CREATE TRIGGER IF NOT EXISTS tr2 BEFORE DELETE ON [Weird Name] BEGIN SELECT RAISE(ABORT, 'no') WHERE 1 > 2; END;

CREATE INDEX main.i1 ON [Weird Name] (total COLLATE BINARY DESC, id, kind);

CREATE INDEX "Index One" ON [Weird Name] (id, total COLLATE BINARY);

ALTER TABLE users DROP note;

ALTER TABLE users DROP COLUMN kind;

DELETE FROM users;

CREATE VIRTUAL TABLE ft1 USING fts5(title, body, tokenize = 'porter');

ALTER TABLE ft1 RENAME TO rt2;

CREATE UNIQUE INDEX users_name_idx ON [Weird Name] (kind, total) WHERE id LIKE 'a%';

DROP TABLE IF EXISTS tmp1;

BEGIN IMMEDIATE;

CREATE INDEX i3 ON pets (id ASC, [Flag]);

REINDEX users;

ALTER TABLE pets ADD name clob COLLATE NOCASE;

SAVEPOINT a;

ROLLBACK TO SAVEPOINT a;

CREATE VIRTUAL TABLE IF NOT EXISTS ft2 USING fts5(a, b);

SAVEPOINT b;

COMMIT;

DROP TRIGGER IF EXISTS tr2;

ALTER TABLE pets ADD total bigint COLLATE NOCASE;

REINDEX;

CREATE TRIGGER tr1 BEFORE UPDATE ON pets FOR EACH ROW BEGIN DELETE FROM users WHERE created_at = OLD.id; INSERT INTO users (created_at) VALUES (1); END;

ALTER TABLE users ADD COLUMN email char(10) GENERATED ALWAYS AS (created_at) VIRTUAL;

PRAGMA legacy_alter_table = OFF;

CREATE VIEW IF NOT EXISTS v3 (a, b) AS VALUES (1, 'a'), (2, 'b');

BEGIN;

ALTER TABLE pets DROP [a b];

COMMIT;

CREATE INDEX main.i2 ON users (created_at ASC, email) WHERE email COLLATE NOCASE = 'x' AND email BETWEEN 1 AND 10;

ALTER TABLE pets RENAME COLUMN total TO [a b];

DROP TABLE IF EXISTS nowhere;

ALTER TABLE [Weird Name] ADD COLUMN note integer REFERENCES pets ON DELETE SET NULL;

BEGIN EXCLUSIVE TRANSACTION;

ROLLBACK;

DROP TABLE users;

