-- What a conversion to the default is: of the table's database here, of the session's there.

CREATE DATABASE ~db~_a COLLATE utf8mb4_bin;

CREATE DATABASE ~db~_b CHARACTER SET latin1 COLLATE latin1_bin;

CREATE TABLE ~db~_a.t1 (a varchar(10));

CREATE TABLE ~db~_a.t2 (a varchar(10)) CHARSET latin1;

CREATE TABLE ~db~_b.t3 (a varchar(10));

ALTER TABLE ~db~_a.t1 CONVERT TO CHARACTER SET DEFAULT;

ALTER TABLE ~db~_b.t3 CONVERT TO CHARACTER SET DEFAULT;

ALTER TABLE ~db~_a.t2 CONVERT TO CHARACTER SET DEFAULT COLLATE utf8mb4_unicode_ci;

USE ~db~_b;

CREATE TABLE t4 (a varchar(10));

ALTER TABLE t4 CONVERT TO CHARACTER SET DEFAULT;

CREATE TABLE ~db~_a.t5 (a varchar(10)) CHARSET latin1;

ALTER TABLE ~db~_a.t5 CONVERT TO CHARACTER SET DEFAULT;
