CREATE SCHEMA s3;

CREATE EXTENSION hstore;

CREATE TABLE s3."user" (a hstore, b uuid DEFAULT gen_random_uuid());

CREATE TABLE heirs () INHERITS (s3."user");
