-- A view may call a function that is called as it is.

CREATE FUNCTION info() RETURNS int LANGUAGE sql AS 'SELECT 1';

CREATE VIEW info AS SELECT info() AS a;

CREATE FUNCTION above() RETURNS SETOF info LANGUAGE sql AS 'SELECT * FROM info';
