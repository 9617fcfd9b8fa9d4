-- What says of which type a table is follows the table into the schema of the connection.

CREATE SCHEMA s2;

CREATE SCHEMA s1;

SELECT pg_catalog.set_config('search_path', 's1', false);

CREATE TYPE s2.t2 AS (a int, b daterange);

CREATE TABLE s1.orders OF s2.t2 (PRIMARY KEY (a));

ALTER TABLE s1.orders SET SCHEMA public;
