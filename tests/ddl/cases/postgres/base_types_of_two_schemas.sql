-- Functions of one name in two schemas belong to a type each.

CREATE SCHEMA s2;

SET search_path TO s2, public;

CREATE TYPE b1;

CREATE FUNCTION b1_in(cstring) RETURNS b1 LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION b1_out(b1) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE TYPE b1 (INPUT = b1_in, OUTPUT = b1_out, LIKE = integer);

SET search_path = s3, public;

CREATE TYPE b1;

CREATE FUNCTION b1_in(cstring) RETURNS b1 LANGUAGE internal IMMUTABLE STRICT AS 'int4in';

CREATE FUNCTION b1_out(b1) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';

CREATE TYPE b1 (INPUT = b1_in, OUTPUT = b1_out, LIKE = float4, DELIMITER = ';');

ALTER FUNCTION b1_in(cstring) RENAME TO f3;

CREATE TABLE t (a b1, b s2.b1);

DROP FUNCTION s2.b1_out(s2.b1) CASCADE;
