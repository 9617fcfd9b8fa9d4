CREATE TYPE b1;

CREATE FUNCTION b1_in(cstring) RETURNS b1 LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION b1_out(b1) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE TYPE b1 (INPUT = b1_in, OUTPUT = b1_out, LIKE = float4);

CREATE TYPE b2;

CREATE FUNCTION b2_in(cstring) RETURNS b2 LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION b2_out(b2) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE TYPE b2 (INPUT = b2_in, OUTPUT = b2_out, LIKE = oid, DEFAULT = '1');

COMMENT ON FUNCTION b1_out(b1) IS 'x';

COMMENT ON TYPE b2 IS 'it''s';

COMMENT ON FUNCTION b2_out(b2) IS 'y';

-- and from here on to another state

ALTER FUNCTION b1_in(cstring) RENAME TO f3;

ALTER TYPE b2 RENAME TO mood;
