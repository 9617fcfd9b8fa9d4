CREATE TABLE votes (id int PRIMARY KEY, voter varchar(20));
CREATE TABLE passing AS SELECT lower(voter) AS small FROM votes;
SET @wanted = (SELECT IF(EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'passing'), 'DROP TABLE votes', 'DO 0'));
PREPARE guarded FROM @wanted;
EXECUTE guarded;
DROP TABLE passing;
