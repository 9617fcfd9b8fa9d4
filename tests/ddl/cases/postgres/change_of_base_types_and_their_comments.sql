CREATE TYPE b2;

CREATE FUNCTION b2_in(cstring) RETURNS b2 LANGUAGE internal IMMUTABLE STRICT AS 'textin';

CREATE FUNCTION b2_out(b2) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';

CREATE TYPE b2 (INPUT = b2_in, OUTPUT = b2_out, INTERNALLENGTH = variable);

CREATE TYPE b3;

CREATE FUNCTION b3_in(cstring) RETURNS b3 LANGUAGE internal IMMUTABLE STRICT AS 'textin';

CREATE FUNCTION b3_out(b3) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';

CREATE TYPE b3 (INPUT = b3_in, OUTPUT = b3_out, INTERNALLENGTH = variable, STORAGE = extended);

COMMENT ON TYPE b3 IS 'three';

CREATE TYPE hull;

COMMENT ON TYPE hull IS 'not yet';

-- and from here on to another state

COMMENT ON TYPE b2 IS 'x';

ALTER TYPE b2 SET (STORAGE = extended);

COMMENT ON TYPE b3 IS NULL;

ALTER TYPE b3 SET (STORAGE = main);

CREATE FUNCTION hull_in(cstring) RETURNS hull LANGUAGE internal IMMUTABLE STRICT AS 'textin';

CREATE FUNCTION hull_out(hull) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';

CREATE TYPE hull (INPUT = hull_in, OUTPUT = hull_out, INTERNALLENGTH = variable);

COMMENT ON TYPE hull IS 'now';
