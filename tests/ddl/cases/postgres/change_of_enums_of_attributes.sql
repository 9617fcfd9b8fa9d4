CREATE SCHEMA s3;

CREATE TYPE s3."Type One" AS ENUM ('sad', 'ok');

CREATE TYPE s3.mood AS (a int, b s3."Type One", c s3."Type One"[]);

CREATE FUNCTION s3.of_mood(m s3.mood) RETURNS int LANGUAGE sql AS 'SELECT m.a';

-- and from here on to another state

ALTER TYPE s3."Type One" ADD VALUE 'Big One';
