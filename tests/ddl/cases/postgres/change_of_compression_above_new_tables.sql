CREATE SCHEMA s3;

CREATE TYPE t1 AS (a int, b numeric(5,2));

-- and from here on to another state

CREATE TABLE s3.items OF t1 (PRIMARY KEY (a));

CREATE TABLE tools () INHERITS (s3.items);

ALTER TABLE s3.items ALTER COLUMN b SET COMPRESSION pglz;

ALTER TABLE s3.items ALTER COLUMN b SET STORAGE EXTERNAL;
