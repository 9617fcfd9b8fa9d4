CREATE SCHEMA s2;

CREATE DOMAIN public.date AS text;

CREATE DOMAIN s2.date AS integer CHECK (VALUE > 0);

CREATE TYPE s2.bool AS ENUM ('yes', 'no');

CREATE TYPE public.text AS (a integer);

CREATE TABLE one (a date, b public.date, c s2.date, d s2.bool DEFAULT 'yes', e bool DEFAULT true, f s2.bool[], g public.text);

CREATE TABLE s2.two (a date, b public.date, c s2.date, d s2.bool NOT NULL DEFAULT 'no'::s2.bool, e text, g public.text);

CREATE TABLE three (LIKE one INCLUDING ALL);

CREATE TABLE s2.four () INHERITS (s2.two);

CREATE TABLE five () INHERITS (s2.two);

CREATE DOMAIN public.time AS text DEFAULT 'noon';

CREATE DOMAIN clock AS time;

CREATE TABLE clocks (a time, b clock, c public.time, d time DEFAULT NULL, CHECK (a::text <> 'x'));

CREATE TABLE six (a integer, b integer);

ALTER TABLE six ALTER COLUMN a TYPE s2.date, ADD COLUMN c public.date DEFAULT 'now'::public.date, ADD COLUMN d date DEFAULT '2020-01-01'::date;

CREATE VIEW v AS SELECT a, b, c, d, e FROM one;

CREATE MATERIALIZED VIEW m AS SELECT b, c, 'x'::public.date AS x, '2020-01-01'::date AS y FROM one;

CREATE DOMAIN amount AS integer CHECK (VALUE > 0);

CREATE TABLE costs (a amount DEFAULT 5, b amount DEFAULT 5::amount, c amount DEFAULT '6'::amount);

CREATE TABLE seven AS SELECT a, b, c, d, e, g FROM one;

CREATE TABLE s2.eight AS SELECT a, b, c, d FROM one;

ALTER TABLE three SET SCHEMA s2;

CREATE FUNCTION f(public.date) RETURNS integer LANGUAGE sql AS 'SELECT 1';

CREATE FUNCTION f(date) RETURNS integer LANGUAGE sql AS 'SELECT 2';

COMMENT ON FUNCTION f(public.date) IS 'the domain''s';

ALTER TYPE s2.bool RENAME TO boolean;

ALTER TYPE s2.boolean ADD VALUE 'maybe';

CREATE SCHEMA s3;

ALTER DOMAIN public.date SET SCHEMA s3;
