CREATE TABLE pets (id INTEGER PRIMARY KEY AUTOINCREMENT, email json COLLATE binary, created_at "my type", `meta` boolean NOT NULL UNIQUE, name uuid CHECK (id IN (1, 2)));

CREATE TABLE orders (name clob NOT NULL DEFAULT 'it''s', created_at decimal(10,2), "Order" TEXT, note varchar(255), Flag double precision GENERATED ALWAYS AS ( 'x') );

CREATE TABLE [logs] AS SELECT 1 AS a, 'x' AS b;

CREATE TABLE users (id INTEGER PRIMARY KEY, parent_id varchar(255) CONSTRAINT c1 NOT NULL, email double precision CONSTRAINT c1 UNIQUE);

BEGIN TRANSACTION;

CREATE UNIQUE INDEX i3 ON users (parent_id, email);

DROP TABLE logs;

CREATE TRIGGER "Trigger One" AFTER DELETE ON orders BEGIN INSERT INTO orders (name) VALUES (NEW.id); END;

REINDEX users;

DROP TABLE pets;

ALTER TABLE users ADD name integer REFERENCES users;

COMMIT;

DROP TABLE users;

CREATE UNIQUE INDEX IF NOT EXISTS i1 ON orders ([Order], [Flag]) WHERE created_at IS NOT NULL;

CREATE INDEX i3 ON orders ([Flag] COLLATE BINARY, name, [Order] ASC);

ALTER TABLE orders ADD kind date;

CREATE INDEX "Index One" ON orders (note, kind DESC) WHERE NOT (name COLLATE NOCASE = 'x');

DROP TABLE orders;

DROP INDEX IF EXISTS nowhere;

CREATE TABLE IF NOT EXISTS Mixed AS SELECT 1 AS a, 'x' AS b;

CREATE VIRTUAL TABLE ft2 USING fts5(title, body, tokenize = 'porter');

CREATE TRIGGER tr2 BEFORE DELETE ON [Mixed] BEGIN SELECT CASE WHEN 1 THEN 2 ELSE 3 END; END;

ALTER TABLE [Mixed] RENAME TO [logs];

ALTER TABLE logs RENAME b TO total;

ALTER TABLE logs ADD COLUMN name date CHECK (length(name) > 3);

CREATE VIRTUAL TABLE IF NOT EXISTS ft1 USING fts5(title, body, tokenize = 'porter');

ALTER TABLE logs RENAME TO items;

ALTER TABLE items RENAME a TO `meta`;

CREATE INDEX i2 ON items (meta, total, name COLLATE NOCASE);

CREATE INDEX IF NOT EXISTS i3 ON items (total, meta);

ALTER TABLE items RENAME TO cars;

ALTER TABLE cars RENAME COLUMN meta TO id;

CREATE TABLE pets (id INTEGER PRIMARY KEY AUTOINCREMENT, parent_id integer NOT NULL REFERENCES cars ON DELETE SET NULL NOT DEFERRABLE, total double precision NOT NULL DEFAULT (random()));

CREATE INDEX "Index One" ON pets (total);

ALTER TABLE pets RENAME parent_id TO created_at;

ALTER TABLE cars ADD email integer REFERENCES pets;

ALTER TABLE pets RENAME id TO note;

ANALYZE;

CREATE INDEX users_name_idx ON pets (coalesce(note, '')) WHERE created_at < 100;

ALTER TABLE cars RENAME TO users_new;

DROP TABLE main.pets;

CREATE UNIQUE INDEX IF NOT EXISTS "Index One" ON users_new (name ASC);

REPLACE INTO users_new (email) VALUES (2);

