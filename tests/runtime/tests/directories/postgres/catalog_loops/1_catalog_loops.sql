CREATE TABLE a1 (id int, ts timestamp);
CREATE TABLE a2 (id int, ts timestamp);
CREATE TABLE b1 (id int);
DO $$ DECLARE r record; BEGIN FOR r IN SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'ts' LOOP EXECUTE format('ALTER TABLE %I ALTER COLUMN ts TYPE timestamptz', r.table_name); END LOOP; END $$;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['a1','a2','b1'] LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN tenant int', t); EXECUTE 'CREATE INDEX ON ' || quote_ident(t) || ' (tenant)'; END LOOP; END $$;
DO $$ DECLARE i int; BEGIN FOR i IN 1..3 LOOP EXECUTE format('CREATE TABLE part_%s (id int)', i); END LOOP; END $$;
DO $$ DECLARE r record; BEGIN FOR r IN (SELECT conname, conrelid::regclass AS rel FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace) LOOP EXECUTE 'ALTER TABLE ' || r.rel || ' DROP CONSTRAINT ' || quote_ident(r.conname); END LOOP; END $$;
DO $$ DECLARE n text; BEGIN SELECT conname INTO n FROM pg_constraint WHERE conrelid = 'b1'::regclass AND contype = 'p'; IF n IS NOT NULL THEN EXECUTE 'ALTER TABLE b1 DROP CONSTRAINT ' || n; END IF; END $$;
