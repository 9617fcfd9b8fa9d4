CREATE TABLE log (id int, note int);

CREATE TABLE other (id int);

CREATE POLICY p ON other USING (id IN (SELECT note FROM log));

-- and from here on to another state

DROP POLICY p ON other;

ALTER TABLE log ALTER COLUMN note TYPE bigint;

CREATE POLICY p ON other USING (id IN (SELECT note FROM log));
