CREATE SCHEMA s2;

SET search_path TO s2, public;

CREATE SEQUENCE public.q3;

CREATE TABLE logs (id int, n int);

CREATE SEQUENCE users_id_seq;

RESET search_path;

ALTER TABLE s2.logs ALTER id SET DEFAULT nextval('q3');

CREATE TABLE t (id serial);

CREATE TABLE s2.t2 (LIKE t INCLUDING ALL);

ALTER SEQUENCE s2.users_id_seq RENAME TO q3;

CREATE SEQUENCE s2.t_id_seq;
