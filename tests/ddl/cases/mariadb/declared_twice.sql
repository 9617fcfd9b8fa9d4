-- A column that is declared anew in the statement that adds it, also by way of a column that has been declared anew.

CREATE TABLE c1 (id int NOT NULL, a int, flag varchar(255));

ALTER TABLE c1 ADD COLUMN note multipoint FIRST, MODIFY a bool FIRST, CHANGE a note year;

CREATE TABLE c2 (id int);

ALTER TABLE c2 ADD COLUMN x int FIRST, ADD COLUMN y int FIRST, MODIFY x bigint;

ALTER TABLE c2 ADD COLUMN z int, ADD COLUMN w int, MODIFY w bigint FIRST;

-- An index that goes with its column may be given a name before.
CREATE TABLE c3 (a int, b int, KEY a (a), KEY ab (a, b));

ALTER TABLE c3 DROP COLUMN a, RENAME KEY a TO c;

CREATE TABLE c4 (a int, b int, KEY a (a), KEY b (b));

ALTER TABLE c4 DROP COLUMN a, RENAME KEY b TO a;

-- Of a column that is there already the keys are made.
CREATE TABLE c5 (a int, b int, c int);

ALTER TABLE c5 ADD COLUMN IF NOT EXISTS a int NOT NULL UNIQUE, ADD COLUMN IF NOT EXISTS b bigint PRIMARY KEY;

ALTER TABLE c5 ADD COLUMN IF NOT EXISTS c int UNIQUE KEY COMMENT 'x' CHECK (c > 3);

-- A check goes with all the columns that it reads.
CREATE TABLE c6 (a int, b int, c int, CHECK (a > b), CHECK (a > c));

ALTER TABLE c6 DROP CONSTRAINT CONSTRAINT_2, DROP COLUMN a, DROP COLUMN b, ADD COLUMN a int;

-- A default of a column that goes is not that of the next one.
CREATE TABLE c7 (a int, b int);

ALTER TABLE c7 ALTER COLUMN a DROP DEFAULT, DROP COLUMN a, ADD a varchar(191);

ALTER TABLE c7 ALTER COLUMN b SET DEFAULT 4, DROP COLUMN b, ADD b int;

-- A default is part of what is declared in the same statement.
CREATE TABLE c8 (a int, b int);

ALTER TABLE c8 ADD x int, ALTER x SET DEFAULT 1, ALTER a SET DEFAULT 2, MODIFY a bigint FIRST;

-- A check goes on being called as its column was, in whatever quotes that needs.
CREATE TABLE c9 (id int PRIMARY KEY, `Order` int CHECK (`Order` IS NULL));

ALTER TABLE c9 RENAME COLUMN `Order` TO parent_id;
