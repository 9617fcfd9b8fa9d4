CREATE TABLE tags (id serial PRIMARY KEY, other int GENERATED ALWAYS AS IDENTITY, name text UNIQUE);

CREATE TABLE cars (id serial PRIMARY KEY, other int GENERATED ALWAYS AS IDENTITY, name text UNIQUE);

CREATE TABLE pets (id serial PRIMARY KEY, other int GENERATED ALWAYS AS IDENTITY, name text UNIQUE);

CREATE INDEX tags_name_idx ON tags (name);

CREATE INDEX cars_name_idx ON cars (name);

CREATE INDEX pets_name_idx ON pets (name);

-- and from here on to another state

ALTER TABLE tags RENAME TO kept;

ALTER TABLE cars RENAME TO tags;

ALTER TABLE pets RENAME TO cars;

ALTER TABLE kept RENAME TO pets;
