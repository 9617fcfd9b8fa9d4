CREATE TABLE tags (id smallserial PRIMARY KEY, age int);

-- and from here on to another state

CREATE TABLE cars (id smallserial PRIMARY KEY);

ALTER TABLE tags RENAME TO old_tags;

ALTER TABLE cars RENAME TO tags;
