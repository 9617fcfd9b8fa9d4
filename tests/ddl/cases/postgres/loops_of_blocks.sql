CREATE TABLE users (id int);

DO $$ DECLARE i int := 0; BEGIN WHILE i < 3 LOOP i := i + 1; CONTINUE WHEN i = 2; EXECUTE format('CREATE TABLE part_%s (id int)', i); END LOOP; END $$;

DO $$ DECLARE i int := 10; BEGIN LOOP i := i + 1; EXIT WHEN i > 12; EXECUTE 'ALTER TABLE users ADD COLUMN c' || i || ' int'; END LOOP; END $$;

DO $$ BEGIN FOR i IN 1..9 LOOP EXECUTE format('CREATE TABLE once_%s (id int)', i); EXIT; END LOOP; END $$;

DO $$ BEGIN IF current_setting('server_version_num')::int >= 150000 THEN CREATE TABLE fresh (id int); ELSE CREATE TABLE stale (id int); END IF; END $$;

DO $$ BEGIN FOR i IN 1..10 BY 4 LOOP EXECUTE format('CREATE TABLE up_%s (id int)', i); END LOOP; FOR i IN REVERSE 10..1 BY 1 + 4 LOOP EXECUTE format('CREATE TABLE down_%s (id int)', i); END LOOP; END $$;
