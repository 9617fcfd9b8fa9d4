-- What a plan sets for programs it sets back to what the session had, and not to what the server starts with.

SET SESSION sql_mode = '';

CREATE TABLE cars (id int PRIMARY KEY, made timestamp NOT NULL, CONSTRAINT early CHECK (made < 0));

-- and from here on to another state

ALTER TABLE cars ADD COLUMN sold timestamp DEFAULT CURRENT_TIMESTAMP;

CREATE TRIGGER told BEFORE INSERT ON cars FOR EACH ROW SET @x = 2;

CREATE FUNCTION goes() RETURNS int NO SQL RETURN 1;

CREATE TABLE pets (id int PRIMARY KEY, price decimal(10,2) NOT NULL DEFAULT '2020-01-01');
