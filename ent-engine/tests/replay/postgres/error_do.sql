CREATE TABLE t (id integer);
-- a comment that belongs to nothing
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM t WHERE id > 5) THEN
        ALTER TABLE t ADD COLUMN big boolean;
    END IF;
END $$;
