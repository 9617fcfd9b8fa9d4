-- A word that opens a clause of a function is no type, though a table is called so.

CREATE SCHEMA app;

SET search_path = app, public;

CREATE TABLE language (id int);

CREATE TABLE cost (id int);

CREATE TABLE rows (id int);

CREATE FUNCTION one(a int) RETURNS int AS 'SELECT 1' LANGUAGE 'sql' COST 10;

CREATE FUNCTION all_costs() RETURNS SETOF int AS 'SELECT id FROM app.cost' LANGUAGE 'sql' STABLE COST 10 ROWS 5;

CREATE TABLE top (id int, size int);

CREATE VIEW tops AS SELECT id, size FROM top WHERE size > 1;

CREATE VIEW sizes_on_top AS SELECT top.size AS top FROM top;
