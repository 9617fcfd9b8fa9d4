CREATE SCHEMA s2;

CREATE DOMAIN public.date AS text;

CREATE TYPE s2.bool AS ENUM ('yes', 'no');

CREATE TABLE one (a date, b public.date, c s2.bool);

CREATE TABLE s2.two (a date, b public.date, c bool);

-- and from here on to another state

ALTER TABLE one ADD COLUMN d date, ADD COLUMN e public.date;

ALTER TABLE one ALTER COLUMN b TYPE date USING NULL;

CREATE TABLE three (LIKE s2.two);

ALTER TABLE s2.two ADD COLUMN d s2.bool DEFAULT 'no';

