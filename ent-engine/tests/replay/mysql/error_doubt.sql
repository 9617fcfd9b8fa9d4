CREATE TABLE votes (id int PRIMARY KEY, voter varchar(20));
CREATE TABLE passing AS SELECT voter, lower(voter) AS small FROM votes;
DROP TABLE passing;
CREATE TABLE staying AS SELECT voter, lower(voter) AS small FROM votes;
ALTER TABLE staying RENAME TO stayed;
