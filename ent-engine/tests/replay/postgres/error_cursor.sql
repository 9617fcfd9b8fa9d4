CREATE TABLE users (id int, name text);
DO $$ DECLARE c CURSOR FOR SELECT name FROM users; t text; BEGIN OPEN c; LOOP FETCH c INTO t; EXIT WHEN NOT FOUND; EXECUTE format('CREATE TABLE %I (id int)', t); END LOOP; END $$;
