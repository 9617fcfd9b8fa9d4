CREATE TABLE items (id INTEGER PRIMARY KEY, note BLOB NOT NULL, "Order" INTEGER DEFAULT TRUE) STRICT;

CREATE TABLE `tags` (id int NOT NULL PRIMARY KEY, `meta` integer REFERENCES items ([Order]), [a b] integer CONSTRAINT fk1 REFERENCES items ([Order]), FOREIGN KEY (`meta`) REFERENCES items ([Order]) ON DELETE RESTRICT);

CREATE TABLE users_new (id INTEGER PRIMARY KEY, Flag TEXT, kind TEXT DEFAULT (-1)) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS cars (id INTEGER PRIMARY KEY, Flag INTEGER AS (lower(id)) , name double precision NOT NULL, email decimal(10,2) DEFAULT NULL CHECK (length(Flag) > 3 OR Flag >= 1) COLLATE NOCASE, `meta` NVARCHAR (100) DEFAULT +5);

ALTER TABLE tags ADD COLUMN Flag integer REFERENCES users_new ([Flag]) ON DELETE NO ACTION;

CREATE INDEX "Index One" ON cars (coalesce(meta, ''), lower(id), email);

CREATE VIEW "View One" AS VALUES (1, 'a'), (2, 'b');

CREATE INDEX i3 ON users_new (lower([Flag]));

ALTER TABLE users_new DROP COLUMN kind;

ALTER TABLE items ADD [a b] INT;

CREATE UNIQUE INDEX i1 ON cars (email);

ALTER TABLE users_new RENAME id TO note;

ALTER TABLE items ADD COLUMN email integer REFERENCES items ON UPDATE CASCADE;

ALTER TABLE items RENAME TO orders;

PRAGMA defer_foreign_keys = ON;

ALTER TABLE orders RENAME TO "Weird Name";

ALTER TABLE cars RENAME [Flag] TO age;

PRAGMA foreign_keys(1);

CREATE VIRTUAL TABLE ft2 USING fts5(a, b);

ALTER TABLE cars ADD COLUMN Flag integer REFERENCES tags (meta);

BEGIN TRANSACTION;

ALTER TABLE users_new RENAME note TO name;

ALTER TABLE tags RENAME TO "order";

ALTER TABLE [order] ADD COLUMN name VARCHAR(50) CHECK (name < 'x');

CREATE VIRTUAL TABLE rt1 USING rtree(id, minx, maxx);

SAVEPOINT b;

CREATE TEMP TABLE tmp1 (id INTEGER PRIMARY KEY, email VARCHAR(50) NOT NULL DEFAULT NULL, created_at integer CONSTRAINT fk1 REFERENCES [order] ([a b]) ON DELETE SET DEFAULT, kind TEXT CHECK (length(kind) > 3 OR id < 'x'), `meta` double precision, CHECK (id > 1));

PRAGMA foreign_keys = off;

DROP TABLE [Weird Name];

ALTER TABLE users_new RENAME TO `tags`;

DROP INDEX IF EXISTS nowhere;

ALTER TABLE [order] RENAME TO items;

RELEASE b;

ALTER TABLE cars DROP COLUMN name;

ALTER TABLE items ADD COLUMN total integer REFERENCES tags (name);

CREATE INDEX users_name_idx ON tags (name, [Flag], name) WHERE NOT (length(name) > 3);

COMMIT;

