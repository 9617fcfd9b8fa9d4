-- What is declared in a statement that gives the table another character set has that one.

CREATE TABLE t1 (a varchar(10), b varchar(10), c int);

ALTER TABLE t1 MODIFY a varchar(20), DEFAULT CHARSET=latin1, ADD d varchar(3), CHANGE c c2 char(5);

-- The default of an enumeration is one of its values.
CREATE TABLE t2 (a enum('a','b') DEFAULT x'41', b enum('a','B') DEFAULT 'b', c enum('a','1') DEFAULT 1, d enum('a','A') COLLATE utf8mb4_bin DEFAULT 'A');

ALTER TABLE t2 CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What is declared while the table is converted does not grow as the others do.
CREATE TABLE t3 (a varchar(191), b text, c mediumtext, d text) CHARSET latin1;

ALTER TABLE t3 CONVERT TO CHARACTER SET utf8mb4, ADD x text, ADD y mediumtext CHARACTER SET latin1, MODIFY c longtext;
