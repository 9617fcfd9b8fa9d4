-- Blocks that go over the catalog by cursors.

CREATE TABLE users (id serial PRIMARY KEY, name text);

CREATE TABLE posts (id int, title text);

DO $$ DECLARE c CURSOR FOR SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename; BEGIN FOR r IN c LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN org int', r.tablename); END LOOP; END $$;

DO $$ DECLARE c NO SCROLL CURSOR FOR SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1; t text; n int := 0; BEGIN OPEN c; LOOP FETCH c INTO t; EXIT WHEN NOT FOUND; n := n + 1; EXECUTE format('ALTER TABLE %I ADD COLUMN c%s int', t, n); END LOOP; CLOSE c; END $$;

DO $$ DECLARE c refcursor; a text; b text; BEGIN OPEN c FOR SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'posts' AND column_name = 'title'; FETCH NEXT FROM c INTO a, b; WHILE FOUND LOOP EXECUTE 'ALTER TABLE ' || quote_ident(a) || ' RENAME ' || quote_ident(b) || ' TO heading'; FETCH c INTO a, b; END LOOP; END $$;

DO $$ DECLARE seq text := pg_get_serial_sequence('users', 'id'); BEGIN EXECUTE 'ALTER SEQUENCE ' || seq || ' RENAME TO counted'; END $$;

CREATE TABLE spread (id int) PARTITION BY HASH (id);

DO $$ BEGIN FOR i IN 0..2 LOOP EXECUTE format('CREATE TABLE spread_%s PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER %s)', lpad(i::text, 2, '0'), i); END LOOP; END $$;

DO $$ BEGIN IF (SELECT version()) LIKE 'PostgreSQL 9%' THEN CREATE TABLE stale (id int); END IF; IF split_part(current_setting('server_version'), '.', 1)::int >= 12 THEN CREATE TABLE fresh (id int); END IF; END $$;
