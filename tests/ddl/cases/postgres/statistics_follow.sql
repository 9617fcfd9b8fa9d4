CREATE TABLE logs (id uuid PRIMARY KEY, total tsrange, kind bool CONSTRAINT orders_pkey UNIQUE DEFERRABLE, "Order" int DEFAULT NULL, name bool NOT NULL, CONSTRAINT "Named One" UNIQUE (kind) INCLUDE (total));

ALTER TABLE IF EXISTS logs RENAME TO "Weird Name";

CREATE STATISTICS IF NOT EXISTS st1  ON id, name FROM "Weird Name";

ALTER TABLE "Weird Name" RENAME COLUMN name TO created_at;

