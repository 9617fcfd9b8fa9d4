CREATE TABLE items (id bigint PRIMARY KEY, name text, kind text);

CREATE TABLE tools () INHERITS (items);

CREATE STATISTICS st1 (dependencies) ON id, name FROM tools;

CREATE STATISTICS st2 (dependencies) ON id, name FROM items;

-- and from here on to another state

ALTER TABLE items DROP COLUMN name;

ALTER TABLE items ADD COLUMN age int;

CREATE STATISTICS st3 (dependencies) ON id, age FROM tools;
