-- Constants that a check compares a column with are values of the type that the column had.

CREATE TABLE t1 (a timestamp NOT NULL, CHECK (a <> 0));

ALTER TABLE t1 MODIFY a enum('a', 'b') COMMENT 'some text';

CREATE TABLE t2 (a timestamp NULL, b datetime(3), c date, d time, e year, f time(2), CHECK (a = 20200101), CHECK (a IN (20190101, 20200101)), CHECK (b BETWEEN 20190101 AND 20200101), CHECK (d <> 0), CHECK (d > 100), CHECK (d < -1), CHECK (d NOT BETWEEN 1 AND 10), CHECK (e > 0), CHECK (e > 1 AND e < 100), CHECK (0 < d), CHECK (d <=> 1 OR d IS NULL), CHECK (d % 2 = 0), CHECK (f > 100), CHECK (a <> 20200101123456));

ALTER TABLE t2 MODIFY a varchar(50), MODIFY b varchar(50), MODIFY d varchar(50), MODIFY e int, MODIFY f varchar(50);
