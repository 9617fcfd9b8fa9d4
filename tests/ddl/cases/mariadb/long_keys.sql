-- Keys over more than an index takes in: the server gives them a prefix, and unique ones a hash.

CREATE TABLE t1 (a tinytext, b tinyblob, c tinytext CHARACTER SET latin1, d json, KEY (a), KEY (b), KEY (c), KEY (d), UNIQUE (a));

ALTER TABLE t1 CONVERT TO CHARACTER SET latin1;

ALTER TABLE t1 CONVERT TO CHARACTER SET utf8mb4;

CREATE TABLE t2 (a varchar(1000), b varbinary(4000), KEY (a));

CREATE INDEX bb ON t2 (b);

CREATE TABLE t3 LIKE t2;

ALTER TABLE t2 MODIFY a varchar(500);

ALTER TABLE t3 MODIFY a varchar(1500);

CREATE TABLE t5 (a text CHARACTER SET latin1, KEY (a(2000)));

ALTER TABLE t5 CONVERT TO CHARACTER SET utf8mb4;

CREATE TABLE t6 (a blob, KEY (a), b text CHARACTER SET latin1, KEY (b));

ALTER TABLE t6 MODIFY a text;

ALTER TABLE t6 MODIFY a tinytext, MODIFY b text;

ALTER TABLE t6 MODIFY a mediumtext;

CREATE TABLE t7 (a text, KEY (a)) ENGINE=MyISAM;

CREATE TABLE t8 (a text, KEY (a)) ENGINE=Aria;

CREATE TABLE t9 (a int, b varchar(20), KEY (a), KEY (b), UNIQUE u (b));

ALTER TABLE t9 MODIFY a text, MODIFY b text;

ALTER TABLE t9 MODIFY a int, MODIFY b varchar(30);

CREATE TABLE t10 (a varchar(191), b text, c mediumtext, d text) CHARSET latin1;

ALTER TABLE t10 CONVERT TO CHARACTER SET utf8mb4, MODIFY a text, MODIFY b text, CHANGE c cc mediumtext CHARACTER SET latin1, ADD x text;
