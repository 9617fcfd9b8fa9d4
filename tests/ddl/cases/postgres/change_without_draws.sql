CREATE TABLE users (id serial, other serial);

CREATE TABLE logs () INHERITS (users);

CREATE SCHEMA s2;

CREATE SEQUENCE s2.q2;

ALTER TABLE logs ALTER other SET DEFAULT nextval('s2.q2');

-- and from here on to another state

DROP SCHEMA s2 CASCADE;
