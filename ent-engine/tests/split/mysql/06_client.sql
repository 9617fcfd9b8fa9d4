USE db
CREATE TABLE t (
source VARCHAR(10),
status int);
source other.sql
\. third.sql
USE `a b`;
use
 c;
SELECT 1\G
SELECT 2\g SELECT 3;
