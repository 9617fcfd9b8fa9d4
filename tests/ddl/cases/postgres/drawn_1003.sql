CREATE SCHEMA s3;

CREATE SCHEMA s2;

CREATE DOMAIN t1 AS varchar(20) DEFAULT now();

CREATE TYPE s2.t2 AS RANGE (subtype = timestamptz);

CREATE TYPE t3 AS ENUM ('sad', 'ok', 'happy');

DROP EXTENSION IF EXISTS hstore RESTRICT;

ALTER DOMAIN t1 DROP DEFAULT;

CREATE OR REPLACE VIEW v1 WITH (security_barrier) AS VALUES (1, 'a'), (2, 'b');

CREATE FUNCTION s2.f2() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.x := 1; RETURN NEW; END $$;

DROP VIEW v1;

CREATE TABLE s2.logs (id serial PRIMARY KEY, total text COLLATE "C", note text NOT NULL DEFAULT clock_timestamp());

ALTER TABLE s2.logs DROP COLUMN note CASCADE;

START TRANSACTION;

CREATE UNIQUE INDEX i3 ON s2.logs (id, total ASC, total);

ALTER TABLE s2.logs RENAME TO "user";

ALTER TABLE s2."user" DROP CONSTRAINT logs_pkey;

CREATE TRIGGER tr2 BEFORE DELETE ON s2."user" FOR EACH STATEMENT EXECUTE PROCEDURE suppress_redundant_updates_trigger();

ALTER TYPE t3 RENAME TO mood;

COMMIT;

CREATE TYPE s2.mood AS ENUM ('sad', 'ok', 'happy', 'Big One');

ALTER TYPE s2.mood ADD VALUE IF NOT EXISTS 'newer';

CREATE TYPE s2.t3 AS (a int, b numeric(5,2));

ALTER TYPE s2.t2 OWNER TO postgres;

COMMENT ON SCHEMA s3 IS 'it''s';

CREATE TABLE items () INHERITS (s2."user");

CREATE TRIGGER "Trigger One" AFTER UPDATE OF id ON items FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();

ALTER TABLE s2."user" ADD PRIMARY KEY (id, total);

BEGIN ISOLATION LEVEL SERIALIZABLE;

ALTER INDEX s2.i3 RENAME TO "Index One";

COMMIT;

