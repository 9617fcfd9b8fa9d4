CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1; -- $x$
END;
$$;
DO $body$ BEGIN PERFORM $$;$$; END $body$;
SELECT a$b$c, $1;
SELECT $é1$ ; $é1$;
