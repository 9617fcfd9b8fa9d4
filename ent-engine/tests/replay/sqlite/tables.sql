CREATE TABLE IF NOT EXISTS `users` (
  `id` integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  [name] VARCHAR(20) DEFAULT 'it''s' COLLATE NOCASE,
  "age" int DEFAULT (1 + 1) CHECK (age > 0),
  n DEFAULT -1,
  at datetime DEFAULT CURRENT_TIMESTAMP NOT NULL,
  z text AS (upper(name)) STORED,
  UNIQUE (name, age)
  CONSTRAINT pos CHECK (n > 0)
);
CREATE TABLE pets (id text PRIMARY KEY, owner integer CONSTRAINT fk REFERENCES users ON DELETE CASCADE, x int UNIQUE, y int UNIQUE, UNIQUE (x)) WITHOUT ROWID;
CREATE TABLE strict_one (id TEXT PRIMARY KEY, a INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX users_age ON users (age DESC, lower(name)) WHERE age > 3;
CREATE INDEX IF NOT EXISTS users_age ON users (age);
CREATE VIEW v (a) AS SELECT name FROM users;
CREATE TRIGGER tr AFTER INSERT ON users BEGIN UPDATE users SET age = 1; SELECT 1; END;
CREATE VIRTUAL TABLE docs USING fts5(title, body);
CREATE TEMP TABLE gone (x);
CREATE TABLE 'quoted' ('a' text, 'b c' int);
PRAGMA foreign_keys = on;
ALTER TABLE users RENAME TO people;
ALTER TABLE people RENAME COLUMN name TO label;
ALTER TABLE people ADD COLUMN extra text NOT NULL DEFAULT '';
ALTER TABLE pets RENAME TO beasts;
ALTER TABLE quoted DROP COLUMN a;
DROP INDEX users_age;
