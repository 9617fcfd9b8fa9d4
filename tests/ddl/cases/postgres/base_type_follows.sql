-- Base types, and the functions that they name, get other names and schemas; columns keep their storage.

CREATE SCHEMA s1;

CREATE TYPE num;

COMMENT ON TYPE num IS 'numbers';

CREATE FUNCTION num_in(cstring) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION num_out(num) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE TYPE num (INPUT = num_in, OUTPUT = num_out, INTERNALLENGTH = 4, PASSEDBYVALUE);

CREATE TABLE t (a num);

ALTER TYPE num RENAME TO number;

ALTER FUNCTION num_in(cstring) RENAME TO number_in;

CREATE TABLE u (a number, b number[]);

ALTER TYPE number SET SCHEMA s1;

ALTER FUNCTION number_in(cstring) SET SCHEMA s1;

CREATE TABLE w (a s1.number);

CREATE FUNCTION big_in(cstring) RETURNS big LANGUAGE internal IMMUTABLE STRICT AS 'numeric_in';

CREATE FUNCTION big_out(big) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'numeric_out';

CREATE TYPE big (INPUT = big_in, OUTPUT = big_out, LIKE = numeric, STORAGE = plain);

CREATE TABLE x (a big);

ALTER TYPE big SET (STORAGE = external);

CREATE TABLE y (a big);
