-- The columns of a table of a type stand as the attributes of the type do.

CREATE TYPE mood AS (a int, b numeric(5,2), c text);

CREATE TABLE cars OF mood (PRIMARY KEY (a));

CREATE TYPE place AS (x int, y int);

CREATE TABLE pets OF place;

-- and from here on to another state

ALTER TYPE mood DROP ATTRIBUTE b CASCADE;

ALTER TYPE mood ADD ATTRIBUTE d date CASCADE;

ALTER TYPE place ADD ATTRIBUTE z int CASCADE;
