DO $$ BEGIN IF current_setting('server_version_num')::int >= 120000 THEN CREATE TABLE newer (id int); ELSE CREATE TABLE older (id int); END IF; END $$;
DO $$ BEGIN IF current_setting('server_version_num')::integer < 110000 THEN RAISE EXCEPTION 'too old'; END IF; END $$;
DO $$ DECLARE v int := current_setting('server_version_num')::int; BEGIN IF v >= 130000 THEN EXECUTE 'CREATE TABLE v13 (id int)'; END IF; END $$;
DO $$ BEGIN IF (SELECT current_setting('server_version_num')::int) >= 140000 THEN CREATE TABLE v14 (id int); END IF; END $$;
