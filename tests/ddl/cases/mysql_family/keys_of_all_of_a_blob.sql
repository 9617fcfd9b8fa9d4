-- A key over all of a blob has a length all the same.

CREATE TABLE t (a tinyblob NOT NULL, b tinytext CHARACTER SET latin1, c blob, KEY (a(255)), KEY (b(255)), KEY (c(200)));

ALTER TABLE t MODIFY a tinyblob NULL, MODIFY c tinyblob, ADD x int;

ALTER TABLE t ADD UNIQUE KEY u (a(255), b(255));

ALTER TABLE t MODIFY b tinytext CHARACTER SET latin1 NOT NULL;
