-- What dumps and people say otherwise than the server prints it: comments that extensions brought, classes with their
-- schema, moments of bounds, triggers that are switched off and on.

CREATE EXTENSION pg_trgm;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE TABLE people (id int PRIMARY KEY, name text, at timestamptz NOT NULL);

CREATE INDEX people_name ON people USING gin (name public.gin_trgm_ops);

CREATE TABLE events (id int, at timestamptz NOT NULL) PARTITION BY RANGE (at);

CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2024-02-01 01:00:00+01');

CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2024-02-01T00:00:00Z') TO (MAXVALUE);

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TRIGGER one BEFORE INSERT ON people FOR EACH ROW EXECUTE PROCEDURE f();

CREATE TRIGGER two BEFORE INSERT ON people FOR EACH ROW EXECUTE PROCEDURE f();

CREATE TRIGGER three BEFORE INSERT ON people FOR EACH ROW EXECUTE PROCEDURE f();

ALTER TABLE people DISABLE TRIGGER one;

ALTER TABLE people ENABLE TRIGGER one;

ALTER TABLE people ENABLE REPLICA TRIGGER two;

ALTER TABLE people DISABLE TRIGGER two;

ALTER TABLE people DISABLE TRIGGER three;

ALTER TABLE people ENABLE ALWAYS TRIGGER three;


CREATE TYPE addr AS (street text, zip varchar(10), n bigint, d date);

CREATE TABLE rows_as_defaults (a addr DEFAULT ROW('x', 'y', 1, '2024-1-5')::addr, b addr DEFAULT ('x', 'y', 2, NULL)::addr);
