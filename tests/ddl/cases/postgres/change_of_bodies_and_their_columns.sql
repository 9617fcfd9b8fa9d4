CREATE TABLE log (id int, note int);

CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT note FROM log; END;

-- and from here on to another state

ALTER TABLE log ADD COLUMN more int;

CREATE OR REPLACE FUNCTION f(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT more FROM log; END;

ALTER TABLE log DROP COLUMN note;
