-- What is made of the rows of a table or a view goes with it: functions that take or give them, and columns.

CREATE SCHEMA app;

CREATE TABLE t (id int, b text);

CREATE VIEW v AS SELECT id FROM t;

CREATE VIEW w AS SELECT b FROM t;

CREATE TABLE u (id int);

CREATE TABLE holders (id int, one u, many u[]);

CREATE FUNCTION of_v() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v';

CREATE FUNCTION from_v(v) RETURNS int LANGUAGE sql AS 'SELECT 1';

CREATE FUNCTION of_w() RETURNS SETOF w LANGUAGE sql AS 'SELECT * FROM w';

CREATE FUNCTION of_u() RETURNS SETOF u LANGUAGE sql AS 'SELECT * FROM u';

CREATE FUNCTION set_beside() RETURNS int LANGUAGE sql SET search_path = u, public AS 'SELECT 1';

CREATE TABLE app.u (id int);

CREATE FUNCTION of_other() RETURNS SETOF app.u LANGUAGE sql AS 'SELECT * FROM app.u';

DROP VIEW v CASCADE;

DROP TABLE u CASCADE;

ALTER TABLE t DROP COLUMN b CASCADE;

CREATE FUNCTION of_v() RETURNS int LANGUAGE sql AS 'SELECT 1';
