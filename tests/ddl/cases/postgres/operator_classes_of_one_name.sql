-- Each index method has its own operator classes and families of a name.

CREATE TYPE num AS (a int);

CREATE FUNCTION num_cmp(num, num) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($1.a, $2.a)';

CREATE FUNCTION num_hash(num) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT hashint4($1.a)';

CREATE FUNCTION num_lt(num, num) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a < $2.a';

CREATE FUNCTION num_eq(num, num) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a = $2.a';

CREATE OPERATOR <<< (LEFTARG = num, RIGHTARG = num, FUNCTION = num_lt);

CREATE OPERATOR === (LEFTARG = num, RIGHTARG = num, FUNCTION = num_eq);

CREATE OPERATOR CLASS num_ops FOR TYPE num USING btree AS OPERATOR 1 <<<, OPERATOR 3 ===, FUNCTION 1 num_cmp(num, num);

CREATE OPERATOR CLASS num_ops FOR TYPE num USING hash AS OPERATOR 1 ===, FUNCTION 1 num_hash(num);

CREATE OPERATOR FAMILY free_ops USING btree;

CREATE OPERATOR FAMILY free_ops USING hash;

COMMENT ON OPERATOR CLASS num_ops USING hash IS 'by its parts';

DROP OPERATOR FAMILY free_ops USING btree;
