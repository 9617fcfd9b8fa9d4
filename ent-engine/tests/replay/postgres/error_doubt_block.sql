CREATE TABLE votes (id int PRIMARY KEY, voter text);
CREATE TABLE passing AS SELECT unknown_to_us(voter) AS small FROM votes;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'passing' AND column_name = 'small') THEN
    DROP TABLE votes;
  END IF;
END $$;
DROP TABLE passing;
