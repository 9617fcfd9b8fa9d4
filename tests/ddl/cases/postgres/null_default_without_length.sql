CREATE TABLE t (a varchar(10) DEFAULT NULL, b numeric(5, 2) NOT NULL DEFAULT NULL, c timestamp(3) DEFAULT NULL, d varchar(5)[] DEFAULT NULL, e varchar(10) DEFAULT NULL);

ALTER TABLE t ALTER a TYPE varchar, ALTER b TYPE numeric, ALTER c TYPE timestamp;

ALTER TABLE t ALTER d TYPE varchar[], ALTER e TYPE text;

CREATE TABLE child () INHERITS (t);
