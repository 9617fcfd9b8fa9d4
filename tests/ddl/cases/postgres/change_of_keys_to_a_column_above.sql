CREATE TABLE pets (id serial PRIMARY KEY, kind text);

CREATE SCHEMA s3;

CREATE TABLE s3.logs (flag float4, note bigint NOT NULL REFERENCES pets ON UPDATE SET DEFAULT) INHERITS (pets);

-- and from here on to another state

ALTER TABLE pets RENAME id TO name;
