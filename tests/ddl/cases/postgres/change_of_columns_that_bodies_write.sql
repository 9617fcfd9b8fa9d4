CREATE TABLE log (id int, note int);

CREATE FUNCTION f(a int) RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE log SET note = 1; END;

-- and from here on to another state

DROP FUNCTION f(int);

ALTER TABLE log ALTER COLUMN note TYPE bigint;

CREATE FUNCTION f(a int) RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE log SET note = 1; END;
