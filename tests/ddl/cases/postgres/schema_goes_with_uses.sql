CREATE SCHEMA s1;

CREATE TYPE s1.mood AS ENUM ('sad', 'ok');

CREATE DOMAIN score AS s1.mood;

CREATE SEQUENCE s1.q1;

CREATE FUNCTION s1.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;

CREATE TABLE logs (id int DEFAULT nextval('s1.q1'), m s1.mood, s score, n int, CONSTRAINT c1 CHECK (m <> 'sad'));

CREATE INDEX ON logs (n, m);

CREATE TRIGGER tr1 BEFORE UPDATE ON logs FOR EACH ROW EXECUTE FUNCTION s1.stamp();

DROP SCHEMA s1 CASCADE;
