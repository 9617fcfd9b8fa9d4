-- A RESTRICT that is written while keys are not checked becomes NO ACTION, unless the table is copied.

CREATE TABLE t1 (a int, b int, c int);

SET FOREIGN_KEY_CHECKS = 0;

ALTER TABLE t1 ADD FOREIGN KEY (a) REFERENCES nowhere (id) ON DELETE RESTRICT;

ALTER TABLE t1 ADD FOREIGN KEY (b) REFERENCES nowhere (id) ON DELETE RESTRICT ON UPDATE RESTRICT, ALGORITHM=COPY;

CREATE TABLE t3 (a int, b int);

ALTER TABLE t3 ADD FOREIGN KEY (a) REFERENCES nowhere (id) ON DELETE CASCADE ON UPDATE RESTRICT, ADD COLUMN c int;

ALTER TABLE t3 ADD FOREIGN KEY (b) REFERENCES nowhere (id);

CREATE TABLE t2 (a int, FOREIGN KEY (a) REFERENCES nowhere (id) ON DELETE RESTRICT);

-- Nor does anybody look whether the table that is meant has partitions.
CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;

ALTER TABLE t2 ADD FOREIGN KEY (a) REFERENCES parts (id);
