CREATE SCHEMA s1;

CREATE TYPE pair AS (a int, b text);

COMMENT ON COLUMN pair.a IS 'the first of pair.a';

COMMENT ON COLUMN pair.b IS 'the second';

ALTER TYPE pair RENAME ATTRIBUTE a TO "First one";

ALTER TYPE pair SET SCHEMA s1;

ALTER TYPE s1.pair RENAME TO "Pair";

SET search_path = s1;

COMMENT ON COLUMN "Pair".b IS 'the second still';

CREATE TYPE triple AS (a int, b text);

COMMENT ON COLUMN triple.a IS 'said under a path';

ALTER TYPE triple RENAME TO three;

ALTER SCHEMA s1 RENAME TO s2;
