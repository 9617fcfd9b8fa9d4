-- Types come with their functions, and go with them on the way back; a shell gets what it is for.

CREATE TYPE num;

CREATE FUNCTION num_in(cstring) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION num_out(num) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE FUNCTION num_recv(internal) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';

CREATE TYPE num (INPUT = num_in, OUTPUT = num_out, LIKE = integer);

CREATE TYPE raw;

CREATE TABLE t (a num);

-- and from here on to another state

ALTER TYPE num SET (RECEIVE = num_recv);

CREATE TYPE big;

CREATE FUNCTION big_in(cstring) RETURNS big LANGUAGE internal IMMUTABLE STRICT AS 'numeric_in';

CREATE FUNCTION big_out(big) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'numeric_out';

CREATE TYPE big (INPUT = big_in, OUTPUT = big_out, LIKE = numeric);

CREATE FUNCTION big_eq(big, big) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'numeric_eq';

CREATE OPERATOR = (LEFTARG = big, RIGHTARG = big, FUNCTION = big_eq);

CREATE TABLE u (a big);

CREATE FUNCTION raw_in(cstring) RETURNS raw LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION raw_out(raw) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, LIKE = integer);

CREATE TYPE spans;

CREATE FUNCTION spans_canon(spans) RETURNS spans LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';

CREATE TYPE spans AS RANGE (SUBTYPE = integer, CANONICAL = spans_canon);
