-- The actions of one ALTER TABLE are about the table as it was: names change places, a name that goes is free.

CREATE TABLE s (a int, b int, c varchar(20), d int, KEY ka (a), KEY kb (b), KEY kc (c));

ALTER TABLE s RENAME COLUMN a TO b, RENAME COLUMN b TO a;

ALTER TABLE s CHANGE a b bigint, CHANGE b a smallint;

ALTER TABLE s RENAME INDEX ka TO kb, RENAME INDEX kb TO ka;

ALTER TABLE s ADD COLUMN d2 double FIRST, ADD d varchar(10) COMMENT 'next', CHANGE d e int AFTER c;

ALTER TABLE s RENAME COLUMN b TO q, ADD b int AFTER q, ALTER e SET DEFAULT 5;

ALTER TABLE s DROP COLUMN c, ADD c varchar(50) FIRST;

CREATE TABLE keyed (id varchar(10) PRIMARY KEY, n int, KEY (n));

ALTER TABLE keyed DROP COLUMN id, ADD id varchar(50), DROP n, ADD n varchar(5);
