CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, total varchar(10) COLLATE "POSIX", a_column_with_a_name_that_is_rather_long_as_well timestamp(3), note text NOT NULL, flag varchar(50) NULL);

CREATE TABLE "user" () INHERITS (orders);

CREATE TABLE users (id uuid PRIMARY KEY, age numeric(10, 2) CONSTRAINT "Named One" CHECK (age > 100 AND age <> 0), meta text NOT NULL DEFAULT true);

CREATE SCHEMA s2;

CREATE POLICY p2 ON "user" USING (NOT (CASE WHEN id > 0 THEN true ELSE false END));

CREATE TABLE s2."user" (LIKE users );

ALTER TABLE s2."user" RENAME TO users;

