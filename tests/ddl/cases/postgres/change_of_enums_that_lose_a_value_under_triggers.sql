CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE TABLE people (id bigserial, feels mood NOT NULL DEFAULT 'ok', is_sad boolean GENERATED ALWAYS AS (feels = 'sad') STORED, CONSTRAINT not_sad CHECK (NOT is_sad));

CREATE INDEX by_sadness ON people (is_sad, id);

CREATE VIEW sad_ones AS SELECT id FROM people WHERE is_sad;

CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TRIGGER tells BEFORE UPDATE OF feels ON people FOR EACH ROW EXECUTE FUNCTION told();

CREATE RULE keeps AS ON DELETE TO people WHERE OLD.feels = 'ok' DO INSTEAD NOTHING;

-- and from here on to another state

DROP TABLE people CASCADE;

DROP TYPE mood;

CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE TABLE people (id bigserial, feels mood NOT NULL DEFAULT 'ok', is_sad boolean GENERATED ALWAYS AS (feels = 'sad') STORED, CONSTRAINT not_sad CHECK (NOT is_sad));

CREATE INDEX by_sadness ON people (is_sad, id);

CREATE VIEW sad_ones AS SELECT id FROM people WHERE is_sad;

CREATE TRIGGER tells BEFORE UPDATE OF feels ON people FOR EACH ROW EXECUTE FUNCTION told();

CREATE RULE keeps AS ON DELETE TO people WHERE OLD.feels = 'ok' DO INSTEAD NOTHING;
