-- A base type with what is over it; a shell that stays one.

CREATE TYPE num;

CREATE FUNCTION num_in(cstring) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION num_out(num) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE FUNCTION num_recv(internal) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';

CREATE FUNCTION num_eq(num, num) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'int4eq';

CREATE FUNCTION num_lt(num, num) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'int4lt';

CREATE FUNCTION num_cmp(num, num) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'btint4cmp';

CREATE TYPE num (INPUT = num_in, output = num_out, Like = int4, CATEGORY = 'N', Default = 7, delimiter = ';');

CREATE FUNCTION num_pl(num, num) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4pl';

CREATE FUNCTION twice(n num) RETURNS num LANGUAGE sql AS 'SELECT num_pl(n, n)';

CREATE OPERATOR = (LEFTARG = num, RIGHTARG = num, FUNCTION = num_eq, COMMUTATOR = =);

CREATE OPERATOR < (LEFTARG = num, RIGHTARG = num, FUNCTION = num_lt);

CREATE OPERATOR CLASS num_ops DEFAULT FOR TYPE num USING btree AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 num_cmp(num, num);

CREATE AGGREGATE total(num) (SFUNC = num_pl, STYPE = num);

CREATE CAST (integer AS num) WITHOUT FUNCTION AS IMPLICIT;

CREATE DOMAIN few AS num;

CREATE TABLE t (a num PRIMARY KEY, b num[], c few, d num DEFAULT '3');

CREATE VIEW v AS SELECT a, twice(d) AS d FROM t;

ALTER TYPE num SET (RECEIVE = num_recv);

COMMENT ON TYPE num IS 'numbers';

CREATE FUNCTION int4mi(num, num) RETURNS num LANGUAGE internal IMMUTABLE STRICT COST 1 AS '';

CREATE TYPE vague;

COMMENT ON TYPE vague IS 'soon';
