CREATE TYPE t1 AS (a int, b timestamptz);

CREATE TABLE tasks OF t1 (PRIMARY KEY (a));

CREATE TABLE lists OF t1;

-- and from here on to another state

DROP TABLE tasks;

ALTER TYPE t1 ADD ATTRIBUTE age text CASCADE;

CREATE TABLE items OF t1 (PRIMARY KEY (a));
