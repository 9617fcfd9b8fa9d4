CREATE TYPE address AS (street text, "No" int, town varchar(20));

CREATE TYPE free AS (a int, b text);

CREATE TABLE people (id int PRIMARY KEY, home address);

-- and from here on to another state

ALTER TYPE address DROP ATTRIBUTE town, ADD ATTRIBUTE zip varchar(10) COLLATE "C";

ALTER TYPE free ALTER ATTRIBUTE a TYPE bigint, ADD ATTRIBUTE "C d" numeric(10,2);
