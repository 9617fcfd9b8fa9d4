CREATE TABLE tags (id serial, other int GENERATED ALWAYS AS IDENTITY);

CREATE TABLE cars (id serial, other int GENERATED ALWAYS AS IDENTITY);

-- and from here on to another state

ALTER TABLE tags RENAME TO kept;

ALTER TABLE cars RENAME TO tags;

ALTER TABLE kept RENAME TO cars;
