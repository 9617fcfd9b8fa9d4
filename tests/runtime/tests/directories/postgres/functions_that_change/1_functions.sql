CREATE TABLE log (id bigserial primary key, what text, at timestamptz default clock_timestamp());
CREATE FUNCTION f1() RETURNS void LANGUAGE plpgsql AS $$ begin insert into log(what) values ('x'); end $$;
SELECT f1();
CREATE FUNCTION mk(tbl text, cols text DEFAULT 'id int') RETURNS void LANGUAGE plpgsql AS $$
DECLARE s text;
BEGIN
  s := 'CREATE TABLE ' || quote_ident(tbl) || ' (' || cols || ')';
  EXECUTE s;
  EXECUTE format('ALTER TABLE %I ADD COLUMN %I text NOT NULL DEFAULT %L', tbl, tbl || '_name', 'it''s');
  IF NOT FOUND THEN RAISE NOTICE 'nothing'; END IF;
END $$;
SELECT mk('made', 'id int primary key');
SELECT mk(t, 'x int') FROM unnest(ARRAY['m1','m2']) AS t;
DO $$ DECLARE tbl text; BEGIN
  FOR tbl IN SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name LIKE 'm%' AND table_type = 'BASE TABLE' ORDER BY 1 LOOP
    EXECUTE format('CREATE INDEX %I ON %I (%I)', tbl || '_ix', tbl, tbl || '_name');
  END LOOP;
END $$;
DO $$ DECLARE r record; BEGIN
  FOR r IN (SELECT c.conname, c.conrelid::regclass AS tab FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = 'public' AND t.relname = 'made' AND c.contype = 'p') LOOP
    EXECUTE 'ALTER TABLE ' || r.tab || ' DROP CONSTRAINT ' || quote_ident(r.conname);
  END LOOP;
END $$;
DO $$ DECLARE cname text; BEGIN
  SELECT conname INTO cname FROM pg_constraint WHERE conrelid = 'log'::regclass AND contype = 'p';
  IF cname IS NOT NULL THEN
    EXECUTE 'ALTER TABLE log RENAME CONSTRAINT ' || cname || ' TO log_primary';
  END IF;
  PERFORM 1 FROM pg_class WHERE relname = 'nothing_here';
  IF NOT FOUND THEN CREATE TABLE found_not (a int); END IF;
  BEGIN
    ALTER TABLE log ADD COLUMN what int;
  EXCEPTION WHEN duplicate_column THEN RAISE NOTICE 'column exists';
  END;
  BEGIN
    ALTER TABLE missing_table ADD COLUMN x int;
  EXCEPTION WHEN undefined_table OR undefined_column THEN NULL;
  END;
  IF to_regclass('public.log') IS NOT NULL AND to_regclass('nope') IS NULL THEN
    ALTER TABLE log ADD COLUMN regc int;
  END IF;
  IF current_setting('server_version_num')::int >= 100000 THEN
    ALTER TABLE log ADD COLUMN modern int;
  END IF;
  CASE WHEN EXISTS (SELECT FROM pg_enum e JOIN pg_type t ON e.enumtypid = t.oid WHERE t.typname = 'x' AND e.enumlabel = 'y') THEN NULL; ELSE ALTER TABLE log ADD COLUMN cased int; END CASE;
  FOR i IN 1..3 LOOP
    EXECUTE 'CREATE TABLE part_' || i || ' (LIKE log INCLUDING DEFAULTS)';
  END LOOP;
END $$;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'svc_ent_case') THEN
    CREATE ROLE svc_ent_case;
  END IF;
  DROP ROLE svc_ent_case;
END $$;
CREATE PROCEDURE pr(n int) LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE by_proc_' || n || ' (a int)'; END $$;
CALL pr(7);
DO LANGUAGE plpgsql 'BEGIN CREATE TABLE IF NOT EXISTS quoted (a int); END';
CREATE FUNCTION sqlddl() RETURNS void LANGUAGE sql AS 'CREATE TABLE from_sql (a int); ALTER TABLE from_sql ADD b int';
SELECT sqlddl();
DROP FUNCTION mk(text, text);
DROP FUNCTION IF EXISTS nothere(int), f1();
DO $$ DECLARE x int := 5; BEGIN
 WHILE x > 0 LOOP x := x - 1; INSERT INTO log(what) VALUES (x::text); END LOOP;
 DELETE FROM log WHERE id IN (SELECT id FROM log LIMIT 5);
END $$;
