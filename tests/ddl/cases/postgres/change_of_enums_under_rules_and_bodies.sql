CREATE TYPE mood AS ENUM ('a', 'b', 'c');

CREATE TABLE a (id int, x int);

CREATE TABLE log (id int, note mood);

CREATE RULE r AS ON INSERT TO a DO ALSO INSERT INTO log (id, note) VALUES (NEW.id, 'a');

CREATE FUNCTION f(a int) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT note::text FROM log; END;

-- and from here on to another state

DROP RULE r ON a;

DROP FUNCTION f(int);

ALTER TABLE log DROP COLUMN note;

DROP TYPE mood;

CREATE TYPE mood AS ENUM ('a', 'c');

ALTER TABLE log ADD COLUMN note mood;

CREATE RULE r AS ON INSERT TO a DO ALSO INSERT INTO log (id, note) VALUES (NEW.id, 'a');

CREATE FUNCTION f(a int) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT note::text FROM log; END;
