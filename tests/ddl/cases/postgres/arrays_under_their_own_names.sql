-- An array has a name of its own, which is that of what it holds after an underscore.

CREATE TYPE pair AS (a int, b int);

CREATE TYPE _own AS (x int);

CREATE TYPE mood AS ENUM ('a', 'b');

CREATE FUNCTION f(_pair, _int4, _own, public._mood) RETURNS _pair LANGUAGE sql AS 'SELECT $1';

CREATE TABLE t (a _pair, b _own, c _int4, d pair[], e _mood, f public._mood);

CREATE DOMAIN many AS _mood;

CREATE TYPE more AS (a _pair, b _own);

CREATE FUNCTION g(_pair) RETURNS int LANGUAGE sql AS 'SELECT 1';

ALTER FUNCTION g(pair[]) RENAME TO h;

COMMENT ON FUNCTION h(_pair) IS 'of several';

CREATE FUNCTION gone(_mood) RETURNS int LANGUAGE sql AS 'SELECT 1';

DROP FUNCTION gone(mood[]);

CREATE FUNCTION eq(_pair, pair) RETURNS bool LANGUAGE sql AS 'SELECT true';

CREATE OPERATOR === (leftarg = _pair, rightarg = pair, function = eq);

CREATE FUNCTION first_hash(_pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';

CREATE FUNCTION second_hash(_pair, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1';

CREATE FUNCTION same(_pair, _pair) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';

CREATE OPERATOR ==== (leftarg = _pair, rightarg = _pair, function = same);

CREATE OPERATOR CLASS of_pairs FOR TYPE _pair USING hash AS OPERATOR 1 ====, FUNCTION 1 first_hash(_pair);

ALTER OPERATOR FAMILY of_pairs USING hash ADD FUNCTION 2 (_pair) second_hash(_pair, bigint);
