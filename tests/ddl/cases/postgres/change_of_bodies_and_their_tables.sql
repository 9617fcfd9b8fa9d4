CREATE TABLE log (id int, note int);

CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT note FROM log; END;

-- and from here on to another state

CREATE TABLE things (note int);

CREATE OR REPLACE FUNCTION f(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT note FROM things; END;

DROP TABLE log;
