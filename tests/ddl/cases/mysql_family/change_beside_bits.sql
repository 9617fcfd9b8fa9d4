CREATE TABLE users (id int PRIMARY KEY, name varchar(10) NOT NULL DEFAULT b'101');

-- and from here on to another state

CREATE TABLE pets (id int PRIMARY KEY, name varchar(10) NOT NULL DEFAULT b'101', born datetime NOT NULL CHECK (born > 0));
