CREATE TABLE votes (id INTEGER PRIMARY KEY, voter TEXT NOT NULL, choice TEXT);
CREATE TABLE votes_once AS SELECT voter, choice FROM votes UNION SELECT 'nobody', NULL;
CREATE INDEX votes_voter ON votes_once (voter);
ALTER TABLE votes_once RENAME COLUMN choice TO chosen;
ALTER TABLE votes_once RENAME TO votes_kept;
DELETE FROM votes;
INSERT INTO votes (voter, choice) SELECT voter, chosen FROM votes_kept;
DROP TABLE votes_kept;
CREATE UNIQUE INDEX one_vote ON votes (voter);
