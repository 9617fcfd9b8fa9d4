CREATE TABLE log (id int, note int);

CREATE VIEW v AS SELECT id, note FROM log;

CREATE TABLE other (id int);

CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT note FROM v; END;

CREATE RULE r AS ON INSERT TO other DO ALSO DELETE FROM log WHERE id IN (SELECT id FROM v);

-- and from here on to another state

CREATE OR REPLACE VIEW v AS SELECT id, note FROM log WHERE id > 0;
