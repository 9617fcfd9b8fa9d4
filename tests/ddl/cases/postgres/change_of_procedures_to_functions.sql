CREATE SCHEMA s2;

CREATE PROCEDURE f1(a int) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;

-- and from here on to another state

ALTER ROUTINE f1(integer) SET SCHEMA s2;

CREATE FUNCTION f1(a int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1::bigint';
