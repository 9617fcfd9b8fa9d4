CREATE SCHEMA s1;

CREATE TABLE a (id int, x int);

CREATE TABLE log (id int, note int);

CREATE RULE r AS ON INSERT TO a DO ALSO INSERT INTO log (id, note) VALUES (NEW.id, NEW.x);

CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT note FROM log; END;

-- and from here on to another state

ALTER TABLE log SET SCHEMA s1;
