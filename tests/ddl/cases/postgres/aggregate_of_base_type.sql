-- An aggregate of the spelling before 8.2, and what is said of it.

CREATE FUNCTION colon(text, text) RETURNS text LANGUAGE sql AS 'SELECT $1 || $2';

CREATE AGGREGATE concat_colon (BASETYPE = text, STYPE = text, SFUNC = colon);

COMMENT ON AGGREGATE concat_colon(text) IS 'between colons';

CREATE AGGREGATE counted (sfunc1 = int8inc, basetype = "any", stype1 = int8, initcond1 = '0');

COMMENT ON AGGREGATE counted(*) IS 'of rows';

ALTER AGGREGATE concat_colon(text) RENAME TO colons;

DROP AGGREGATE counted(*);
