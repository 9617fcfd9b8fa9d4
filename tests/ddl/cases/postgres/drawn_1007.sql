CREATE SCHEMA s2;

CREATE SCHEMA s3;

CREATE TYPE s2.t3 AS (a int, b numeric(5,2));

CREATE TABLE s2."Weird Name" AS VALUES (1, 'a'), (2, 'b');

ALTER TABLE s2."Weird Name" ADD UNIQUE (column1);

CREATE TABLE public.tags (LIKE s2."Weird Name"  INCLUDING GENERATED, total varchar(10) COLLATE "POSIX");

ALTER TABLE s2."Weird Name" ADD COLUMN "Order" varchar(255) NULL;

ALTER TABLE ONLY s2."Weird Name" ADD UNIQUE (column2) INCLUDE (column1);

ALTER TABLE tags RENAME column2 TO parent_id;

CREATE INDEX users_name_idx ON s2."Weird Name" ((column1 + 1));

CREATE TYPE t3 AS ENUM ('sad', 'ok');

START TRANSACTION;

COMMENT ON INDEX s2."Weird Name_column1_key" IS 'it''s';

CREATE UNIQUE INDEX i1 ON tags (column1 ASC NULLS FIRST) INCLUDE (parent_id) NULLS NOT DISTINCT;

END;

ALTER TABLE s2."Weird Name" DROP column1;

ALTER TABLE tags RENAME COLUMN total TO a_column_with_a_name_that_is_rather_long_as_well;

ALTER TABLE tags ADD CHECK (a_column_with_a_name_that_is_rather_long_as_well IS DISTINCT FROM 'x') NOT VALID;

CREATE TABLE IF NOT EXISTS s2.cars (id uuid PRIMARY KEY, a_column_with_a_name_that_is_rather_long_as_well t3, name timestamptz DEFAULT now() NOT NULL);

ALTER TYPE t3 RENAME TO t1;

COMMENT ON COLUMN s2."Weird Name".column2 IS E'two\nlines';

ALTER TABLE s2.cars ADD COLUMN meta character varying(50) NOT NULL DEFAULT 42;

ALTER TABLE s2.cars DROP CONSTRAINT cars_pkey;

DROP TABLE IF EXISTS tags RESTRICT;

ALTER TABLE s2.cars DISABLE TRIGGER USER;

ALTER TABLE s2.cars DROP COLUMN id CASCADE;

CREATE SCHEMA IF NOT EXISTS s2 AUTHORIZATION postgres;

CREATE POLICY p2 ON s2."Weird Name" TO PUBLIC USING (NOT (column2 = ANY (ARRAY['a', 'b']))) WITH CHECK ("Order" = ANY (ARRAY['a', 'b']));

CREATE SCHEMA s1;

DROP TABLE s2."Weird Name";

ALTER TABLE s2.cars ADD COLUMN id bigint NOT NULL, ALTER a_column_with_a_name_that_is_rather_long_as_well TYPE text USING meta::text;

CREATE MATERIALIZED VIEW m2 (a, b) AS SELECT x.* FROM s2.cars x WHERE x.name IS NOT NULL;

ALTER TYPE t1 ADD VALUE 'Big One';

BEGIN ISOLATION LEVEL SERIALIZABLE;

SET search_path = s3, public;

CREATE SEQUENCE q3 AS int OWNED BY NONE;

SAVEPOINT a;

COMMIT;

CREATE TYPE public.t2 AS RANGE (subtype = timestamptz);

ALTER SEQUENCE s3.q3 CYCLE;

ALTER TYPE t1 RENAME TO t3;

