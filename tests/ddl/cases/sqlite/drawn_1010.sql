CREATE TABLE `tags` (id INTEGER PRIMARY KEY AUTOINCREMENT, `meta` datetime NOT NULL DEFAULT 0, Flag date CONSTRAINT c1 CHECK (Flag IS NOT NULL OR Flag >= 1), UNIQUE (Flag));

CREATE TABLE orders (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, `meta` TEXT DEFAULT (-1)) STRICT;

CREATE TABLE "Weird Name" (id varchar(36) PRIMARY KEY, created_at float, age integer NOT NULL CONSTRAINT fk1 REFERENCES tags ([Flag]) ON UPDATE SET NULL);

CREATE TABLE users_new (id INTEGER PRIMARY KEY AUTOINCREMENT, note smallint NOT NULL DEFAULT (1 + 1), created_at integer CONSTRAINT fk1 REFERENCES [Weird Name], parent_id char(10) COLLATE RTRIM, `meta` smallint NOT NULL DEFAULT 1e3);

ALTER TABLE tags RENAME COLUMN meta TO created_at;

CREATE VIEW v3 AS SELECT x.* FROM tags x WHERE x.created_at IS NOT NULL;

CREATE INDEX i1 ON tags (id, length([Flag]) DESC);

CREATE TRIGGER tr1 BEFORE UPDATE ON tags FOR EACH ROW BEGIN SELECT CASE WHEN 1 THEN 2 ELSE 3 END; END;

ALTER TABLE orders RENAME id TO "Order";

ALTER TABLE orders DROP kind;

ALTER TABLE tags ADD COLUMN `meta` decimal(10,2) CHECK (`meta` = 0);

CREATE INDEX main."Index One" ON users_new (created_at, parent_id DESC);

ALTER TABLE orders RENAME COLUMN meta TO name;

ALTER TABLE orders RENAME [Order] TO [a b];

CREATE TABLE Mixed (parent_id double precision, age  NOT NULL DEFAULT 1, email integer REFERENCES [Weird Name] (age));

ALTER TABLE [Mixed] DROP COLUMN age;

ALTER TABLE users_new RENAME created_at TO age;

DROP TABLE IF EXISTS nowhere;

CREATE TRIGGER tr2 INSTEAD OF DELETE ON v3 BEGIN UPDATE [Weird Name] SET age = 1 WHERE id = 2; END;

CREATE INDEX i2 ON orders (name, [a b], name);

ALTER TABLE [Mixed] ADD [a b] double;

ALTER TABLE [Mixed] DROP COLUMN [a b];

CREATE INDEX IF NOT EXISTS i1 ON [Mixed] (parent_id COLLATE NOCASE, email);

ALTER TABLE [Mixed] ADD COLUMN `meta` bigint NOT NULL DEFAULT 0;

BEGIN IMMEDIATE;

SAVEPOINT a;

SAVEPOINT a;

ALTER TABLE [Mixed] RENAME COLUMN email TO age;

DROP VIEW v3;

DROP TABLE IF EXISTS tmp1;

ALTER TABLE [Mixed] ADD COLUMN name NUMERIC(10, 5) AS (meta) VIRTUAL;

SAVEPOINT a;

ALTER TABLE orders ADD COLUMN note INT DEFAULT "x";

DROP TRIGGER tr1;

CREATE UNIQUE INDEX users_name_idx ON [Mixed] (parent_id, meta COLLATE BINARY, name + 1);

ANALYZE;

COMMIT;

