CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE TYPE state AS ENUM ('on', 'off', 'unknown');

CREATE CAST (mood AS int) WITH INOUT;

CREATE FUNCTION is_good(m mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT m::text = ''happy''';

COMMENT ON FUNCTION is_good(mood) IS 'Whether all is well';

CREATE FUNCTION worst() RETURNS mood LANGUAGE sql IMMUTABLE AS 'SELECT ''sad''::mood';

CREATE FUNCTION step(s state, other state) RETURNS state LANGUAGE sql IMMUTABLE AS 'SELECT other';

CREATE AGGREGATE last_state (state) (SFUNC = step, STYPE = state);

CREATE TABLE people (id int PRIMARY KEY, feels mood DEFAULT 'ok', was state[]);

CREATE VIEW feelings AS SELECT id, feels FROM people;

CREATE VIEW lucky AS SELECT id FROM feelings WHERE is_good(feels);

COMMENT ON VIEW lucky IS 'Of those who are happy';

-- and from here on to another state

ALTER TYPE mood ADD VALUE 'very happy' AFTER 'happy';

DROP AGGREGATE last_state (state);

DROP FUNCTION step(state, state);

ALTER TABLE people DROP COLUMN was;

DROP TYPE state;

CREATE TYPE state AS ENUM ('on', 'off');

ALTER TABLE people ADD COLUMN was state[];

CREATE FUNCTION step(s state, other state) RETURNS state LANGUAGE sql IMMUTABLE AS 'SELECT other';

CREATE AGGREGATE last_state (state) (SFUNC = step, STYPE = state);
