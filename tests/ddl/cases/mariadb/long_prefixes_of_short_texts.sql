-- A prefix that is longer than a text can be is cut to that.

CREATE TABLE t (a tinytext, b blob, c mediumtext, UNIQUE (a(255)), KEY (b(300)), KEY (c(300)));

ALTER TABLE t MODIFY b tinyblob, MODIFY c tinytext;

CREATE TABLE t2 (a tinytext, KEY (a(400)), b text, KEY (b(20)));

ALTER TABLE t2 MODIFY b varchar(20);

ALTER TABLE t2 MODIFY b tinytext;
