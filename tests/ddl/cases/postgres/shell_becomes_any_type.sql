-- A shell may become a range type, whose function names it, or any other type.

CREATE TYPE spans;

CREATE FUNCTION spans_canon(spans) RETURNS spans LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';

CREATE TYPE spans AS RANGE (SUBTYPE = integer, CANONICAL = spans_canon);

CREATE TYPE mood;

COMMENT ON TYPE mood IS 'how';

CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE TABLE t (a spans, b mood, c spans_multirange);
