CREATE TABLE a (x int);

DO $$ BEGIN
  EXECUTE 'x';
END $$;
