CREATE TABLE users (id uuid PRIMARY KEY, note bytea);

CREATE TABLE heirs () INHERITS (users);

ALTER TABLE heirs ALTER COLUMN note SET COMPRESSION pglz;

CREATE TABLE pair () INHERITS (users, heirs);
