CREATE DOMAIN age varchar(20) CONSTRAINT old CHECK (VALUE IS NOT NULL);

CREATE TABLE people (flag text NOT NULL);

DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'old') THEN ALTER TABLE people ADD CONSTRAINT old CHECK (lower(flag) = flag); END IF; END $$;

DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'young') THEN ALTER TABLE people ADD CONSTRAINT young CHECK (flag <> ''); END IF; END $$;
