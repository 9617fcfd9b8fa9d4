-- A sequence that is not there is a table that is not there: under IF EXISTS nothing is done.
CREATE SEQUENCE q1;

CREATE TABLE t1 (a int);

ALTER TABLE IF EXISTS t1 ADD COLUMN b int DEFAULT nextval(q9);

ALTER TABLE IF EXISTS t1 MODIFY a int DEFAULT (NEXT VALUE FOR q9);

ALTER TABLE IF EXISTS t1 ADD COLUMN c int DEFAULT nextval(q1);

-- A default goes on naming a sequence that is gone.
CREATE SEQUENCE q2;

CREATE TABLE t2 (a int DEFAULT (NEXT VALUE FOR q2), b int);

DROP SEQUENCE q2;

CREATE DATABASE ~db~_a;

USE ~db~_a;

CREATE SEQUENCE q1;

CREATE TABLE t3 (a int DEFAULT nextval(q1));
