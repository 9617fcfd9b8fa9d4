-- What goes with a base type, and a base type that goes with a function; results of functions are of types too.

CREATE TYPE num;

CREATE FUNCTION num_in(cstring) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION num_out(num) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE FUNCTION num_eq(num, num) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'int4eq';

CREATE TYPE num (INPUT = num_in, OUTPUT = num_out, LIKE = integer);

CREATE FUNCTION eight() RETURNS num LANGUAGE sql AS 'SELECT NULL::num';

CREATE FUNCTION nine() RETURNS SETOF num LANGUAGE plpgsql AS 'BEGIN END';

CREATE FUNCTION ten() RETURNS TABLE (a int, b num) LANGUAGE plpgsql AS 'BEGIN END';

CREATE FUNCTION eleven(num int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN num; END';

CREATE FUNCTION twelve(OUT a num) LANGUAGE plpgsql AS 'BEGIN END';

CREATE OPERATOR = (LEFTARG = num, RIGHTARG = num, FUNCTION = num_eq);

CREATE CAST (integer AS num) WITHOUT FUNCTION;

CREATE TABLE t (a num, b int, c num[]);

CREATE DOMAIN few AS num;

CREATE TABLE u (a few, num int);

DROP TYPE num CASCADE;

CREATE TYPE gone;

DROP TYPE gone;

CREATE TYPE other;

CREATE FUNCTION other_in(cstring) RETURNS other LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION other_out(other) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE TYPE other (INPUT = other_in, OUTPUT = other_out, LIKE = integer);

CREATE TABLE w (a other, b int);

DROP FUNCTION other_in(cstring) CASCADE;

CREATE TYPE mood AS ENUM ('a');

CREATE FUNCTION best() RETURNS mood LANGUAGE plpgsql AS 'BEGIN END';

DROP TYPE mood CASCADE;
