CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE TYPE feeling AS (strength int, of mood, all_of mood[]);

CREATE SCHEMA s3;

-- and from here on to another state

ALTER TYPE mood SET SCHEMA s3;
