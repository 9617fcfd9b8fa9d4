CREATE SCHEMA s1;

CREATE TYPE pair AS (a int, b text, "C c" int);

CREATE TYPE s1.other AS (x pair, y int);

COMMENT ON COLUMN pair.a IS 'the first';

COMMENT ON COLUMN pair.b IS 'the second';

COMMENT ON COLUMN pair."C c" IS 'it''s the third';

COMMENT ON COLUMN s1.other.x IS 'a pair';

COMMENT ON COLUMN s1.other.y IS 'a number';

ALTER TYPE pair RENAME ATTRIBUTE a TO first;

ALTER TYPE pair DROP ATTRIBUTE b;

ALTER TYPE pair ADD ATTRIBUTE b text;

COMMENT ON COLUMN pair."C c" IS 'the last';

ALTER TYPE pair RENAME TO "Two";

COMMENT ON COLUMN "Two".b IS 'comes back';

COMMENT ON COLUMN "Two".b IS NULL;

ALTER TYPE "Two" SET SCHEMA s1;

DROP TYPE s1."Two" CASCADE;

CREATE TYPE gone AS (a int);

COMMENT ON COLUMN gone.a IS 'goes with it';

DROP TYPE gone;

CREATE TYPE gone AS (a int);
