CREATE TABLE votes (id int PRIMARY KEY, voter text);
CREATE TABLE passing AS SELECT unknown_to_us(voter) AS small FROM votes;
CREATE INDEX ON passing (small);
ALTER TABLE passing ADD COLUMN more int;
DROP TABLE passing;
