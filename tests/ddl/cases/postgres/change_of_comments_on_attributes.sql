CREATE TYPE pair AS (a int, b text, c int);

COMMENT ON COLUMN pair.a IS 'the first';

COMMENT ON COLUMN pair.b IS 'the second';

COMMENT ON COLUMN pair.c IS 'the third';

CREATE TABLE t (p pair);

CREATE TYPE loose AS (a int, b text);

COMMENT ON COLUMN loose.a IS 'a number';

-- and from here on to another state

COMMENT ON COLUMN pair.a IS 'the first one';

ALTER TYPE pair DROP ATTRIBUTE b;

COMMENT ON COLUMN pair.c IS NULL;

ALTER TYPE pair ADD ATTRIBUTE d int;

COMMENT ON COLUMN pair.d IS 'the fourth';

ALTER TYPE loose ALTER ATTRIBUTE b TYPE int;

DROP TYPE loose;

CREATE TYPE loose AS (b text, a bigint);

COMMENT ON COLUMN loose.a IS 'a number';
