
CREATE TABLE t (id int PRIMARY KEY, a int, kept int GENERATED ALWAYS AS (a * 2) STORED, read int GENERATED ALWAYS AS (a * 3), other int GENERATED ALWAYS AS (a * 4) VIRTUAL, last int GENERATED ALWAYS AS (a * 5), plain int);

INSERT INTO t (id, a) VALUES (1, 2);

ALTER TABLE t ALTER COLUMN other SET EXPRESSION AS (a * 7);


DROP TABLE t;

CREATE TABLE t (id int PRIMARY KEY, a int, kept int GENERATED ALWAYS AS (a * 2) VIRTUAL, read int GENERATED ALWAYS AS (a * 3) STORED, other int GENERATED ALWAYS AS (a * 8), last int, plain int GENERATED ALWAYS AS (a + 1));
