-- Operators of one symbol are told apart by what they take.

CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE FUNCTION moods(mood, mood) RETURNS bool LANGUAGE sql AS 'SELECT $1 = $2';

CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);

CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq);

CREATE OPERATOR === (LEFTARG = mood, RIGHTARG = mood, PROCEDURE = moods);

CREATE OPERATOR !!! (RIGHTARG = int, FUNCTION = int4um);

COMMENT ON OPERATOR === (text, text) IS 'of texts';

COMMENT ON OPERATOR !!! (NONE, int) IS 'of one';

DROP OPERATOR === (int, int);

DROP OPERATOR IF EXISTS === (int, text);
