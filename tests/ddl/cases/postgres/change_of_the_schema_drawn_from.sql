CREATE SCHEMA s3;

CREATE SEQUENCE q;

CREATE SEQUENCE s3.q;

CREATE TABLE t (a int DEFAULT nextval('q'));

CREATE TABLE public.pets (id smallserial PRIMARY KEY, parent_id integer NOT NULL);

CREATE TABLE s3.items () INHERITS (pets);

-- and from here on to another state

ALTER TABLE t ALTER a SET DEFAULT nextval('s3.q');

ALTER TABLE pets SET SCHEMA s3;
