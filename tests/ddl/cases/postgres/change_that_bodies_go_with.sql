CREATE TABLE log (id int, note int);

CREATE TABLE other (id int);

CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT note FROM log; END;

CREATE RULE r AS ON INSERT TO other DO ALSO DELETE FROM log;

-- and from here on to another state

DROP TABLE log CASCADE;
