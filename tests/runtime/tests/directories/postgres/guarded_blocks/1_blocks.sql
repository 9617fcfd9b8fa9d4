DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('sad','ok');
EXCEPTION WHEN duplicate_object THEN null;
END $$;
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('sad','ok','other');
EXCEPTION WHEN duplicate_object THEN RAISE NOTICE 'already'; 
END $$;
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'status') THEN
    CREATE TYPE status AS ENUM ('a', 'b');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    CREATE TYPE mood AS ENUM ('x');
  END IF;
END
$$;
create table users(id serial primary key, m mood, s status default 'a');
DO $$
BEGIN
  IF NOT EXISTS (SELECT column_name FROM information_schema.columns WHERE table_name='users' AND column_name='email') THEN
    ALTER TABLE users ADD COLUMN email text;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = 'public' and table_name='users' AND column_name='m') THEN
    ALTER TABLE users ADD COLUMN m text;
  ELSE
    ALTER TABLE users ADD COLUMN n text;
  END IF;
  IF EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'nothere') THEN
    DROP TABLE nothere;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'users_email_key') THEN
    ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_indexes WHERE indexname = 'ix_users_n') THEN
    CREATE INDEX ix_users_n ON users (n);
  END IF;
END
$$;
DO $do$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['aa','bb','cc'] LOOP
    EXECUTE format('CREATE TABLE %I (id bigint primary key, created timestamptz default now())', t);
    EXECUTE 'CREATE INDEX ix_' || t || '_created ON ' || quote_ident(t) || '(created)';
  END LOOP;
END $do$;
DO $$ BEGIN
  UPDATE users SET email = 'x' WHERE email IS NULL;
  IF (SELECT count(*) FROM users) > 10 THEN
    RAISE EXCEPTION 'too many';
  END IF;
END $$;
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT id FROM users LOOP
    UPDATE users SET email = 'u' || r.id WHERE id = r.id;
  END LOOP;
END $$ LANGUAGE plpgsql;
