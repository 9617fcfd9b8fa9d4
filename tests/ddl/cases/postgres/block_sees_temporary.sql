CREATE TEMPORARY TABLE tmp1 (total bigint, note varchar(50) CONSTRAINT c2 UNIQUE);

CREATE TABLE items (id int);

DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'c2') THEN ALTER TABLE items ADD CONSTRAINT c1 CHECK (id > 0); END IF; END $$;

DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND tablename = 'tmp1') THEN ALTER TABLE items ADD n int; END IF; END $$;
