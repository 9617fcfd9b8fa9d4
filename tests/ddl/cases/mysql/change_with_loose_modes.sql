SET SESSION sql_mode = '';

CREATE TABLE cars (id int PRIMARY KEY, made timestamp NOT NULL, CONSTRAINT early CHECK (made < 0));

-- and from here on to another state

CREATE TABLE pets (id int PRIMARY KEY, price decimal(10,2) NOT NULL DEFAULT '2020-01-01');

ALTER TABLE cars ADD COLUMN sold timestamp DEFAULT CURRENT_TIMESTAMP;
