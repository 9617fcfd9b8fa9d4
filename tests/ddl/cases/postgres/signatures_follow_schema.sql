-- What is named by types is named by those of the schema's next name.

CREATE SCHEMA s1;

CREATE TYPE s1.b3; CREATE FUNCTION s1.b3_in(cstring) RETURNS s1.b3 LANGUAGE internal IMMUTABLE STRICT AS 'numeric_in'; CREATE FUNCTION s1.b3_out(s1.b3) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'numeric_out'; CREATE TYPE s1.b3 (INPUT = s1.b3_in, OUTPUT = s1.b3_out, LIKE = numeric);

CREATE TYPE s1.mood AS ENUM ('sad', 'ok');

CREATE FUNCTION like_it(a s1.mood) RETURNS int LANGUAGE sql AS 'SELECT 1';

CREATE CAST (s1.mood AS int) WITH FUNCTION like_it(s1.mood);

COMMENT ON FUNCTION s1.b3_out(s1.b3) IS 'x';

COMMENT ON CAST (s1.mood AS int) IS 'how much';

ALTER SCHEMA s1 RENAME TO s2;

COMMENT ON FUNCTION like_it(s2.mood) IS 'y';
