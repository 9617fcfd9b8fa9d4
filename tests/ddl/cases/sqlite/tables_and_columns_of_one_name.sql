-- A table and a column of one name; settings that a rollback does not take back; texts in double quotes.

CREATE TABLE "order" ("Order" char(10), email, kind);

CREATE TABLE pets (id INTEGER PRIMARY KEY, [order] int, flag clob);

CREATE TRIGGER tr1 INSERT ON [order] BEGIN UPDATE pets SET [order] = 1 WHERE [order] IN (2, NEW."Order"); END;

CREATE TRIGGER tr2 UPDATE OF [order] ON pets WHEN NEW.[order] > 1 BEGIN INSERT INTO [order] ("Order", email) SELECT OLD.[order], [order].email FROM [order] WHERE kind IN (SELECT kind FROM main.[order]); END;

CREATE VIEW v AS SELECT p.flag, [order]."Order", p.[order] FROM pets p, [order] WHERE p.[order] > 1;

ALTER TABLE [order] RENAME TO cars;

ALTER TABLE cars RENAME COLUMN "Order" TO [a b];

ALTER TABLE pets RENAME COLUMN [order] TO cars;

CREATE TABLE lone (total int, x int);

CREATE TRIGGER tr3 DELETE ON pets BEGIN DELETE FROM lone WHERE total = OLD.id; END;

ALTER TABLE lone RENAME COLUMN total TO [c d];

ALTER TABLE lone DROP COLUMN [c d];

ALTER TABLE lone RENAME COLUMN x TO y;

CREATE TABLE "select" ("Select" int CHECK (length("Select") > 3));

ALTER TABLE "select" RENAME TO chosen;

BEGIN;

PRAGMA legacy_alter_table = ON;

PRAGMA foreign_keys = ON;

ROLLBACK;

CREATE TABLE child (id int REFERENCES lone (y));

ALTER TABLE lone RENAME TO alone;

PRAGMA legacy_alter_table = OFF;
