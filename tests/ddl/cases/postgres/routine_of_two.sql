-- What changes a routine by that word names but one when it runs, and two when another has come.

CREATE FUNCTION f1(a int, b text DEFAULT 'x') RETURNS boolean AS $$ BEGIN RETURN 1; END; $$ LANGUAGE plpgsql;

ALTER ROUTINE f1(integer, text) SET search_path = public;

CREATE FUNCTION f1() RETURNS TABLE (a int, b text) LANGUAGE sql STABLE AS 'SELECT 1, ''x''';
