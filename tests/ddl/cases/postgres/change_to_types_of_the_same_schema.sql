CREATE SCHEMA s2;

-- and from here on to another state

CREATE TYPE s2.mood AS (a int, b text);

CREATE DOMAIN s2.handle AS varchar(20) CHECK (VALUE <> '');

CREATE TABLE s2.users (id bigserial PRIMARY KEY, meta s2.mood DEFAULT NULL, called s2.handle[]);
