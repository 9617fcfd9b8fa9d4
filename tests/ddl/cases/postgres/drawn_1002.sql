CREATE SCHEMA s3;

CREATE DOMAIN t3 AS text DEFAULT now();

CREATE TYPE t2 AS ENUM ('sad', 'ok', 'happy');

CREATE SCHEMA s2;

CREATE OR REPLACE AGGREGATE agg1(int) (sfunc = int4pl, stype = int);

ALTER TYPE t2 RENAME TO mood;

CREATE LOCAL TEMPORARY TABLE tmp2 (id bigserial PRIMARY KEY, age integer NULL, meta text);

CREATE FUNCTION f3() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.x := 1; RETURN NEW; END $$;

CREATE TABLE pets (note t3, total double precision, kind numeric(5,0) NOT NULL);

ALTER TABLE pets ADD "Order" mood NOT NULL UNIQUE;

CREATE UNIQUE INDEX pets_age_idx ON pets ("Order" DESC, (total));

ALTER TABLE pets DROP CONSTRAINT IF EXISTS "pets_Order_key";

CREATE EXTENSION citext SCHEMA public;

CREATE TRIGGER tr1 BEFORE DELETE ON pets FOR EACH ROW EXECUTE PROCEDURE suppress_redundant_updates_trigger();

SET search_path TO s3, public;

CREATE SEQUENCE public.q1;

CREATE FUNCTION f2() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.x := 1; RETURN NEW; END $$;

CREATE SEQUENCE IF NOT EXISTS q1 AS int MINVALUE -10;

ALTER DOMAIN t3 DROP CONSTRAINT IF EXISTS c2;

ALTER TABLE pets DROP COLUMN "Order" CASCADE;

