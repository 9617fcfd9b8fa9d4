CREATE TABLE votes (id INT PRIMARY KEY AUTO_INCREMENT, voter VARCHAR(20) NOT NULL, choice VARCHAR(9));
-- What a copy's columns are is no matter when it goes again.
CREATE TABLE votes_once AS
  SELECT voter, CONCAT(MIN(choice), '!') AS choice, COUNT(*) AS times FROM votes GROUP BY voter;
ALTER TABLE votes_once ADD COLUMN kept INT, ADD INDEX (voter);
CREATE INDEX votes_kept ON votes_once (kept);
DROP INDEX votes_kept ON votes_once;
RENAME TABLE votes_once TO votes_twice;
CREATE TABLE votes_thrice AS SELECT voter FROM votes_twice;
DELETE FROM votes;
INSERT INTO votes (voter, choice) SELECT voter, choice FROM votes_twice;
ALTER TABLE votes ADD UNIQUE KEY one_vote (voter);
DROP TABLE votes_twice, votes_thrice;
