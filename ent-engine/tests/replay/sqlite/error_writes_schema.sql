CREATE TABLE t (a);
PRAGMA writable_schema=ON;
SELECT sql FROM sqlite_master;
INSERT INTO t SELECT 1;
WITH x AS (SELECT 1) UPDATE main."sqlite_master" SET sql = 'CREATE TABLE t (a, b)';
