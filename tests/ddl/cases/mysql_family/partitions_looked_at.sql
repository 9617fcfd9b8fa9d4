-- These show what they find, and that there is no such table is no error.

ALTER TABLE nowhere ANALYZE PARTITION p0;

ALTER TABLE nowhere CHECK PARTITION ALL;

ALTER TABLE nowhere OPTIMIZE PARTITION p0, p1;

CREATE TABLE t (id int) PARTITION BY HASH (id) PARTITIONS 2;

ALTER TABLE t REPAIR PARTITION p0;
