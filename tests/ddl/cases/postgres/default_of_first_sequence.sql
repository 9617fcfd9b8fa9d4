CREATE SCHEMA s2;

CREATE SEQUENCE q3;

SET search_path TO s2, public;

CREATE TABLE logs (id int PRIMARY KEY DEFAULT nextval('q3'), b int);

ALTER TABLE logs ALTER b SET DEFAULT nextval('q3'::regclass);

CREATE SEQUENCE users_id_seq;

ALTER SEQUENCE users_id_seq RENAME TO q3;

ALTER SEQUENCE public.q3 RENAME TO q4;
