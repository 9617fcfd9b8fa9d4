-- A sequence that comes would be found where a table means another of its name, which stands later in the search path.

CREATE SCHEMA s1;

SET search_path TO s1, public;

CREATE SEQUENCE public.counts;

CREATE TABLE before (id int DEFAULT nextval('counts'));

CREATE SEQUENCE s1.counts;

CREATE TABLE there (id int DEFAULT nextval('counts'));

CREATE TABLE altered (id int);

-- and from here on to another state

DROP TABLE before;

DROP SEQUENCE s1.counts CASCADE;

CREATE SEQUENCE public.turns START 5;

CREATE TABLE items (id int, note int DEFAULT nextval('turns'));

ALTER TABLE altered ADD COLUMN note int DEFAULT nextval('turns');

CREATE SEQUENCE s1.turns;

CREATE TABLE later (id int DEFAULT nextval('turns'));
