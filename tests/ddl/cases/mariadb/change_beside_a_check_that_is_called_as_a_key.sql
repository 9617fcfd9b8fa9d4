CREATE TABLE pets (id int, CONSTRAINT CONSTRAINT_1 UNIQUE INDEX (id), CHECK (id > 1));

-- and from here on to another state

CREATE TABLE tags (id int, CONSTRAINT CONSTRAINT_1 UNIQUE INDEX (id), CHECK (id > 1));

DROP TABLE pets;
