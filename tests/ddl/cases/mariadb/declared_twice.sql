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
