.mode csv
.read other.sql
CREATE TABLE t (x int);
.quit
SELECT
.5;
