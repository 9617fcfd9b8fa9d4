-- A foreign key that leads back from another database to that of the connection.

CREATE TABLE t1 (id int PRIMARY KEY);

CREATE TABLE t2 (id int, t1 int, FOREIGN KEY (t1) REFERENCES t1 (id));

CREATE TABLE t3 (id int PRIMARY KEY, t1 int, FOREIGN KEY (t1) REFERENCES t1 (id), FOREIGN KEY (t1) REFERENCES t3 (id));

CREATE DATABASE ~db~_a CHARACTER SET latin1;

RENAME TABLE t2 TO ~db~_a.t2;

RENAME TABLE t3 TO ~db~_a.t3;

CREATE TABLE t2 (id int);
