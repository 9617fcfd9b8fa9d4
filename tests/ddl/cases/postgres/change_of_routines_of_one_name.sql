CREATE FUNCTION f2() RETURNS TABLE (a int, b text) LANGUAGE sql STABLE AS 'SELECT 1, ''x''';

-- and from here on to another state

CREATE PROCEDURE f2(a int, INOUT b text) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;

COMMENT ON PROCEDURE f2(IN int, INOUT text) IS 'does nothing';
