-- A text that is declared while its table is converted is as long as what it was needs.

CREATE TABLE t1 (a varchar(300), b varchar(200), c varbinary(200), d tinyblob, e int, f enum('a','b'), g json, h decimal(10,2), i datetime, j double, k char(5) CHARSET latin1, l text, m mediumtext);

CREATE TABLE t2 LIKE t1;

CREATE TABLE t3 (a varchar(191), b text, c mediumtext) CHARSET latin1;

ALTER TABLE t1 CONVERT TO CHARACTER SET latin1, MODIFY a mediumtext, MODIFY b mediumtext, MODIFY c mediumtext, MODIFY d mediumtext, MODIFY e text, MODIFY f text, MODIFY g text, MODIFY h text, MODIFY i text, MODIFY j text, MODIFY k text, MODIFY l mediumtext, MODIFY m text;

ALTER TABLE t2 CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, MODIFY a mediumtext, MODIFY b tinytext, MODIFY c longtext, MODIFY d mediumtext, MODIFY e text;

ALTER TABLE t3 CONVERT TO CHARACTER SET utf8mb4, CHANGE a a2 mediumtext, CHANGE b b2 mediumtext, CHANGE c c2 text;

-- A key over a set stays as long when it becomes bytes.
CREATE TABLE t4 (a set('a', 'b') CHARSET latin1 PRIMARY KEY);

ALTER TABLE t4 MODIFY a tinyblob;

-- What is read as bytes stays so.
CREATE TABLE t5 (a multipoint, b blob, c varchar(10), d int, g bigint AS (concat(a, 'x')) STORED, h bigint AS (concat(b, 'x')), i varchar(20) AS (concat(c, 'x')), CHECK (b <> 'x' AND c <> 'y'));

ALTER TABLE t5 MODIFY a varchar(5), MODIFY b varchar(10);

-- Loose modes take an empty default for a long text, and forget it.
SET sql_mode = '';

CREATE TABLE t6 (a blob DEFAULT '', b text NOT NULL DEFAULT "", c varchar(5) DEFAULT '');
