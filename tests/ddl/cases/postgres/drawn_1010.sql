CREATE TYPE public.mood AS RANGE (subtype = int4);

CREATE TYPE t2 AS RANGE (subtype = float8);

CREATE DOMAIN "Type One" varchar(20) NOT NULL;

CREATE SCHEMA s2;

BEGIN;

CREATE SEQUENCE public.q3 AS bigint CACHE 5;

CREATE TYPE t1 AS (a int, b numeric(5,2));

CREATE SEQUENCE q1 NO CYCLE;

ALTER SEQUENCE q1 SET SCHEMA public;

CREATE SEQUENCE s2.users_id_seq MINVALUE -10;

SET search_path = s3, public;

BEGIN;

RESET search_path;

BEGIN WORK;

ALTER DOMAIN "Type One" ADD CHECK (VALUE ~ '^a');

CREATE EXTENSION citext WITH SCHEMA s2;

BEGIN;

CREATE TYPE s2."Type One" AS (a int, b numeric(5,2));

ALTER DOMAIN "Type One" DROP CONSTRAINT IF EXISTS pets_age_check;

CREATE PROCEDURE s2.f1(a int) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;

BEGIN;

CREATE TABLE users (id bigserial PRIMARY KEY, note text CHECK (note IN ('a', 'b')), "Order" int4 CONSTRAINT c2 UNIQUE);

ALTER TABLE users RENAME TO orders;

CREATE INDEX "Index One" ON orders USING hash (note);

CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER TABLE orders ADD CHECK ("Order" NOT IN (1, 2, 3));

ALTER TABLE orders SET SCHEMA public;

ALTER TABLE orders ADD parent_id varchar(255) NOT NULL;

CREATE INDEX i1 ON orders ((abs("Order")), ("Order" + 1)) INCLUDE (note) WITH (fillfactor = 80);

CREATE SEQUENCE q2 AS bigint;

CREATE DOMAIN s2.t2 AS numeric(8,2);

ALTER TABLE orders RENAME CONSTRAINT "orders_Order_check" TO orders_pkey;

CREATE SCHEMA IF NOT EXISTS s1;

ALTER TABLE orders ALTER parent_id DROP DEFAULT;

CREATE TABLE logs (id bigint PRIMARY KEY, created_at text COLLATE "C", age bigint);

ALTER TABLE logs DROP age RESTRICT;

COMMIT;

