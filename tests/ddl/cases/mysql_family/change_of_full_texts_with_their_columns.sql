-- One full-text index is made at a time; each goes while its columns are there.

CREATE TABLE posts (id int PRIMARY KEY, title varchar(50), body text, note text, FULLTEXT t1 (title), FULLTEXT t2 (body), FULLTEXT t3 (note, body));

-- and from here on to another state

ALTER TABLE posts DROP INDEX t1, DROP INDEX t2, DROP INDEX t3;

ALTER TABLE posts DROP COLUMN title, DROP COLUMN body, ADD COLUMN intro text, ADD COLUMN outro text;

ALTER TABLE posts ADD FULLTEXT t4 (intro);

ALTER TABLE posts ADD FULLTEXT t5 (outro);
