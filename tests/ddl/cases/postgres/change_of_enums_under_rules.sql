CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE TABLE people (id bigserial, feels mood NOT NULL);

CREATE RULE keeps AS ON UPDATE TO people DO ALSO INSERT INTO people SELECT OLD.*;

CREATE POLICY content ON people USING (feels <> 'sad');

CREATE VIEW glad AS SELECT id, feels FROM people WHERE feels = 'happy';

CREATE FUNCTION saddest() RETURNS mood LANGUAGE sql BEGIN ATOMIC SELECT min(feels) FROM people; END;

CREATE FUNCTION same_mood(a mood, b mood) RETURNS boolean LANGUAGE sql AS 'SELECT a = b';

-- and from here on to another state

ALTER TYPE mood ADD VALUE 'glad';
