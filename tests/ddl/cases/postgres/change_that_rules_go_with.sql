CREATE TABLE a (id int, x int, y int);

CREATE TABLE log (id int, note int);

CREATE RULE r AS ON INSERT TO a DO ALSO INSERT INTO log (id, note) VALUES (NEW.id, NEW.x);

-- and from here on to another state

ALTER TABLE log DROP COLUMN note CASCADE;
