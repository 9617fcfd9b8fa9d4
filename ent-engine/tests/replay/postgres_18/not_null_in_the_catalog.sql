CREATE TABLE a (x int CONSTRAINT needed NOT NULL, y int NOT NULL);

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'needed') THEN ALTER TABLE a ADD COLUMN wrong int; END IF;
  IF EXISTS (SELECT FROM pg_constraint WHERE conname = 'a_y_not_null' AND contype = 'n') THEN ALTER TABLE a ADD COLUMN right_one int; END IF;
END $$;
