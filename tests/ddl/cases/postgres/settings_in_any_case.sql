-- The server has its own spelling of the names of some settings.

CREATE FUNCTION one() RETURNS int SET datestyle = 'ISO, YMD' SET timezone TO 'UTC' SET search_path TO public LANGUAGE sql AS 'SELECT 1';

CREATE FUNCTION two() RETURNS int SET intervalstyle = 'postgres' LANGUAGE sql AS 'SELECT 2';

ALTER FUNCTION two() SET TimeZone TO 'UTC' RESET IntervalStyle;
