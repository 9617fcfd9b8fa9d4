CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE TABLE people (id bigserial, feels mood NOT NULL DEFAULT 'ok', is_sad boolean GENERATED ALWAYS AS (feels = 'sad') STORED, felt mood GENERATED ALWAYS AS (feels) STORED, CONSTRAINT not_sad CHECK (NOT is_sad), EXCLUDE (feels WITH =) WHERE (feels <> 'ok'));

CREATE UNIQUE INDEX by_sadness ON people (is_sad, id);

CREATE INDEX of_happy ON people (id) WHERE feels = 'happy';

COMMENT ON COLUMN people.is_sad IS 'whether they are';

COMMENT ON CONSTRAINT not_sad ON people IS 'nobody is';

COMMENT ON INDEX of_happy IS 'those who are';

CREATE VIEW sad_ones AS SELECT id FROM people WHERE is_sad;

CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TRIGGER tells BEFORE UPDATE OF feels ON people FOR EACH ROW EXECUTE FUNCTION told();

CREATE TRIGGER tells_more BEFORE INSERT ON people FOR EACH ROW WHEN (NEW.feels = 'ok') EXECUTE FUNCTION told();

COMMENT ON TRIGGER tells ON people IS 'of feelings';

-- and from here on to another state

ALTER TYPE mood ADD VALUE 'glad';
