-- A check goes with the column that it reads, whether or not another one takes its name; one that reads none goes too.

CREATE TABLE t1 (a int, b int, c int, CHECK (1 = 1), CHECK (a > 1), CHECK (a > b));

ALTER TABLE t1 DROP COLUMN c;

CREATE TABLE t2 (a int, b int, c int, CHECK (1 = 1), CHECK (a > 1));

ALTER TABLE t2 DROP COLUMN a, ADD COLUMN a int;

CREATE TABLE t3 (a int, b int, CONSTRAINT k CHECK (a > 1), CONSTRAINT l CHECK (b > 1));

ALTER TABLE t3 DROP COLUMN a, DROP CONSTRAINT k;

-- What a query reads has the characters that it has there.
CREATE TABLE t4 (a varchar(10), b text, c int);

CREATE DATABASE ~db~_a CHARACTER SET latin1;

CREATE TABLE ~db~_a.t4 (d varchar(5)) AS SELECT a, b, c FROM t4;

-- Each database has temporary tables of its own.
CREATE TEMPORARY TABLE tmp1 (a int);

USE ~db~_a;

CREATE TEMPORARY TABLE tmp1 (b int);
