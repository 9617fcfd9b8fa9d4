CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', 'Big One');

CREATE TYPE t2 AS (a int, b mood);

CREATE TABLE items (id bigserial PRIMARY KEY, meta t2 NULL, a_column_with_a_name_that_is_rather_long_as_well int4 NOT NULL);

-- and from here on to another state

ALTER TYPE mood RENAME TO t3;
