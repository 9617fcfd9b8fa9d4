CREATE TYPE t4 AS RANGE (subtype = float8);

ALTER TYPE t4 RENAME TO moods;

CREATE TYPE t4 AS (a int, b text);

-- and from here on to another state

DROP TYPE t4;

DROP TYPE moods;

CREATE TYPE t2 AS RANGE (subtype = float8);

ALTER TYPE t2 RENAME TO mood;

CREATE TYPE t2 AS (a int, b text);
