CREATE TABLE pets (id serial PRIMARY KEY, kind text);

CREATE SCHEMA s3;

CREATE TABLE s3.logs (flag float4, note bigint NOT NULL REFERENCES pets ON UPDATE SET DEFAULT);

CREATE TABLE named (id bigserial PRIMARY KEY, parent_id text DEFAULT '', name bigint NOT NULL);

CREATE SEQUENCE q1 OWNED BY NONE;

ALTER TABLE named ALTER name SET DEFAULT nextval('q1'::regclass);

ALTER SEQUENCE q1 OWNED BY named.parent_id;

CREATE TABLE quick (id serial PRIMARY KEY, meta varchar(255));

CREATE SEQUENCE shared;

-- and from here on to another state

ALTER TABLE pets RENAME id TO name;

ALTER SEQUENCE q1 RENAME TO q2;

ALTER TABLE quick SET UNLOGGED;

CREATE SEQUENCE quick_mark_seq AS int OWNED BY quick.meta;

CREATE SCHEMA s2 CREATE TABLE cars (id int PRIMARY KEY, a text);

ALTER TABLE s2.cars ALTER id SET DEFAULT nextval('shared');
