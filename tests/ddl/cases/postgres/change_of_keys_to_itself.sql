CREATE TABLE users (id uuid PRIMARY KEY, parent uuid);

ALTER TABLE users ADD CONSTRAINT a_key FOREIGN KEY (parent) REFERENCES users;

CREATE TABLE twice (id int PRIMARY KEY);

CREATE INDEX ON twice ((id), id);

-- and from here on to another state

ALTER TABLE users DROP COLUMN id CASCADE;

CREATE TABLE thrice (id int PRIMARY KEY);

ALTER TABLE thrice ADD UNIQUE (id);
