-- A child is made when its parents have got columns which another child has behind its own.

CREATE SCHEMA s3;

CREATE TABLE items (a int, b text);

CREATE TABLE tags () INHERITS (items);

ALTER TABLE tags ADD COLUMN kind boolean NOT NULL;

CREATE SEQUENCE q;

ALTER TABLE items ADD meta bigint NOT NULL DEFAULT nextval('q');

CREATE TABLE s3.cars () INHERITS (items, tags);

CREATE TABLE s3.fast (c int) INHERITS (s3.cars);

CREATE TABLE slow (meta int8, kind boolean) INHERITS (tags);
