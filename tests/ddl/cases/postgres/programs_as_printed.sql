-- Types, routines, triggers and the like as their authors write them, and as the server prints them.

CREATE SCHEMA app;

CREATE TYPE app.state AS ENUM ('new', 'done');

CREATE TYPE app.pair AS (a int, b varchar(20), c app.state[], d timestamp with time zone);

CREATE TYPE frange AS RANGE (subtype = float8, subtype_diff = float8mi);

CREATE DOMAIN app.posint AS int DEFAULT 1 NOT NULL CHECK (VALUE > 0) CONSTRAINT small CHECK (VALUE < 1000);

CREATE DOMAIN us_zip AS char varying(10) CHECK (VALUE ~ '^\d{5}$' OR VALUE ~ E'^\\d{5}-\\d{4}$');

CREATE SEQUENCE app.s1 AS int START 5 INCREMENT BY 5 MINVALUE 5 MAXVALUE 500 CACHE 3 CYCLE;

CREATE TABLE app.t (id int PRIMARY KEY DEFAULT nextval('app.s1'), st app.state NOT NULL DEFAULT 'new'::app.state, p app.pair, z us_zip, n app.posint, arr int[] DEFAULT '{1,2}'::int[], m varchar(5)[] DEFAULT array['a','b'], h bytea DEFAULT '\xdeadbeef', j jsonb DEFAULT '{"a": [1, 2]}'::jsonb, iv interval NOT NULL DEFAULT '1 year 2 mons', u uuid DEFAULT '00000000-0000-0000-0000-000000000000'::uuid, tz time with time zone, owner name DEFAULT current_user, at timestamp DEFAULT ('now'::text)::timestamp, r int4range DEFAULT '[1,5)', f frange, CHECK (st <> 'done' OR n IS NOT NULL), CONSTRAINT lens CHECK (char_length(z) BETWEEN 1 AND 10 AND z SIMILAR TO '[0-9]+'));

ALTER SEQUENCE app.s1 OWNED BY app.t.id;

CREATE FUNCTION app.add(a int, b int DEFAULT 1, VARIADIC rest int[] DEFAULT '{}') RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT a + b $$;

CREATE OR REPLACE FUNCTION app.list(p_state app.state = 'new', OUT id int, OUT name text) RETURNS SETOF record AS $fn$
BEGIN
  RETURN QUERY SELECT t.id, t.z::text FROM app.t WHERE st = p_state;
END;
$fn$ LANGUAGE 'plpgsql' STABLE ROWS 10 COST 5 SECURITY DEFINER SET search_path TO app, public SET work_mem = '8MB';

CREATE FUNCTION app.tab(x text) RETURNS TABLE (a int, b timestamptz) LANGUAGE plpgsql AS $$ BEGIN a := 1; b := now(); RETURN NEXT; END $$;

CREATE FUNCTION app.trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;

CREATE FUNCTION app.sqlbody(x int) RETURNS int LANGUAGE sql RETURN x * 2;

CREATE PROCEDURE app.proc(IN a int, INOUT b text) LANGUAGE plpgsql AS $$ BEGIN b := a::text; END $$;

CREATE TRIGGER a1 BEFORE INSERT OR UPDATE OF z, st ON app.t FOR EACH ROW WHEN (NEW.st = 'new' AND NEW.n > 3) EXECUTE FUNCTION app.trg();

CREATE TRIGGER a2 AFTER DELETE OR TRUNCATE ON app.t EXECUTE PROCEDURE app.trg();

CREATE VIEW app.v AS SELECT id, st, (p).a AS pa, n::int + 1 AS n1 FROM app.t WHERE st IN ('new', 'done');

CREATE TRIGGER a3 INSTEAD OF INSERT ON app.v FOR EACH ROW EXECUTE FUNCTION app.trg();

CREATE RULE r1 AS ON DELETE TO app.v DO INSTEAD NOTHING;

CREATE RULE r2 AS ON UPDATE TO app.t DO ALSO NOTIFY x;

ALTER TABLE app.t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY p1 ON app.t AS RESTRICTIVE FOR UPDATE TO public USING (st = 'new' AND owner = current_user) WITH CHECK (n > 0);

CREATE POLICY p2 ON app.t FOR SELECT USING (EXISTS (SELECT 1 FROM app.t t2 WHERE t2.id = t.id));

CREATE INDEX i1 ON app.t ((lower(z)) varchar_pattern_ops DESC, st) WHERE st = 'new' AND n IS NOT NULL;

CREATE INDEX i2 ON app.t USING gist (r, f) WITH (fillfactor = 60);

CREATE UNIQUE INDEX i3 ON app.t (coalesce(z, ''), (j ->> 'k'));

COMMENT ON FUNCTION app.add(int, int, int[]) IS 'adds';

COMMENT ON COLUMN app.t.z IS 'zip';

COMMENT ON TYPE app.state IS 'st';

COMMENT ON TRIGGER a1 ON app.t IS 'tr';

COMMENT ON POLICY p1 ON app.t IS 'pol';

COMMENT ON CONSTRAINT lens ON app.t IS 'con';

COMMENT ON INDEX app.i1 IS 'ix';

COMMENT ON SCHEMA app IS 'the app';

CREATE AGGREGATE app.agg (float8) (SFUNC = float8_accum, STYPE = float8[], FINALFUNC = float8_avg, INITCOND = '{0,0,0}');

CREATE TABLE app.part (id int, k text, at date) PARTITION BY LIST (lower(k));

CREATE TABLE app.part_a PARTITION OF app.part (CONSTRAINT pos CHECK (id > 0)) FOR VALUES IN ('a', 'b');

CREATE TABLE app.part_h PARTITION OF app.part FOR VALUES IN (NULL, 'c') PARTITION BY HASH (id);

CREATE TABLE app.part_h0 PARTITION OF app.part_h FOR VALUES WITH (MODULUS 2, REMAINDER 0);

CREATE TABLE app.base (id int NOT NULL, c text DEFAULT 'x' CHECK (c <> ''));

CREATE TABLE app.kid (extra int DEFAULT 0, c text NOT NULL) INHERITS (app.base) WITH (autovacuum_enabled = off, fillfactor = 80);

ALTER TABLE app.kid ALTER COLUMN extra SET STATISTICS 50, ALTER COLUMN c SET STORAGE EXTERNAL;

CREATE FOREIGN DATA WRAPPER w;

CREATE SERVER srv FOREIGN DATA WRAPPER w OPTIONS (host 'h');

CREATE FOREIGN TABLE app.ft (id int NOT NULL, t text OPTIONS (column_name 'x')) SERVER srv OPTIONS (table_name 'y');

CREATE TEXT SEARCH CONFIGURATION app.cfg (COPY = pg_catalog.simple);

ALTER TEXT SEARCH CONFIGURATION app.cfg ALTER MAPPING FOR word WITH english_stem;

CREATE STATISTICS app.st (ndistinct, mcv) ON id, z FROM app.t;

CREATE COLLATION app.c1 (LOCALE = 'C');

CREATE FUNCTION app.add2(int, int) RETURNS int LANGUAGE sql AS 'SELECT 1';
