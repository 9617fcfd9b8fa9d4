-- What belongs to the family of an operator class, said with the class or afterwards, and what is made of operators.

CREATE OPERATOR CLASS one_ops FOR TYPE int[] USING gin AS OPERATOR 1 && (anyarray, anyarray), OPERATOR 2 @> (anyarray, anyarray), FUNCTION 1 btint4cmp(int, int), FUNCTION 2 ginarrayextract(anyarray, internal, internal), FUNCTION 3 ginqueryarrayextract(anyarray, internal, smallint, internal, internal, internal, internal), FUNCTION 4 ginarrayconsistent(internal, smallint, anyarray, integer, internal, internal, internal, internal), STORAGE int4;

ALTER OPERATOR FAMILY one_ops USING gin ADD OPERATOR 3 <@ (anyarray, anyarray);

ALTER OPERATOR FAMILY one_ops USING gin DROP OPERATOR 2 (anyarray, anyarray);

CREATE OPERATOR CLASS two_ops FOR TYPE int USING btree AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint4cmp(int, int);

ALTER OPERATOR FAMILY two_ops USING btree ADD OPERATOR 3 = (int, bigint), OPERATOR 1 < (int, bigint), FUNCTION 1 (int, bigint) btint48cmp(int, bigint);

ALTER OPERATOR FAMILY two_ops USING btree DROP OPERATOR 1 (int, bigint);

CREATE OPERATOR FAMILY three_ops USING hash;

ALTER OPERATOR FAMILY three_ops USING hash ADD OPERATOR 1 = (int, int), FUNCTION 1 (int, int) hashint4(int);

CREATE FUNCTION above(a int, b int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select a > b';

CREATE OPERATOR >>> (PROCEDURE = above, LEFTARG = int, RIGHTARG = int);

CREATE AGGREGATE highest(int) (SFUNC = int4larger, STYPE = int, SORTOP = >>>);

CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE FUNCTION mood_of(bpchar) RETURNS mood LANGUAGE sql IMMUTABLE AS 'select ''ok''::mood';

CREATE CAST (bpchar AS mood) WITH FUNCTION mood_of(bpchar) AS ASSIGNMENT;

-- and from here on to another state

ALTER OPERATOR FAMILY two_ops USING btree ADD OPERATOR 5 > (int, bigint);

ALTER OPERATOR FAMILY one_ops USING gin DROP OPERATOR 3 (anyarray, anyarray);
