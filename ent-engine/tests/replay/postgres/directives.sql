-- ent:ignore
DO $$ BEGIN PERFORM 1; END $$;
-- ent:effect CREATE TABLE t (a int)
-- ent:effect CREATE INDEX ON t (a)
DO $$ BEGIN EXECUTE 'CREATE TABLE t (a int)'; END $$;
