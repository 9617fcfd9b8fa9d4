CREATE SCHEMA s3;

SELECT pg_catalog.set_config('search_path', 's1', false);

CREATE FUNCTION public.f2() RETURNS int AS $$ BEGIN RETURN 1; END; $$ LANGUAGE plpgsql;

SET search_path = s3, public;

ALTER FUNCTION f2() SECURITY DEFINER;
