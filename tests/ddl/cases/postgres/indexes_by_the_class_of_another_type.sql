CREATE EXTENSION citext;

CREATE DOMAIN handle AS citext;

CREATE TABLE people (name citext, nick handle, plain text);

CREATE INDEX by_name ON people (name, name text_ops, plain);

CREATE INDEX by_nick ON people (nick text_ops, (lower(name)));

CREATE INDEX by_hash ON people USING hash (name text_ops);
