CREATE SCHEMA s3;

-- and from here on to another state

CREATE TABLE users (flag int);

CREATE TABLE s3.users (id bigint PRIMARY KEY, flag int4) INHERITS (users);

ALTER TABLE ONLY users ADD FOREIGN KEY (flag) REFERENCES s3.users ON DELETE SET NULL;
