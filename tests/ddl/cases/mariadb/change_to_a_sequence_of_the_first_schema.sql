-- A default of a table in another schema that draws on a sequence of the schema of the connection, and one that draws on
-- its own

CREATE DATABASE ~db~_a CHARACTER SET latin1;

-- and from here on to another state

CREATE SEQUENCE q2;

CREATE SEQUENCE ~db~_a.q3;

CREATE TABLE ~db~_a.cars (id int PRIMARY KEY, email bigint NOT NULL DEFAULT (NEXT VALUE FOR q2), own bigint DEFAULT (NEXT VALUE FOR ~db~_a.q3));
