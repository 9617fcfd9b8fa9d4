CREATE TABLE users (id int PRIMARY KEY, name integer REFERENCES mixed ON DELETE CASCADE, total integer REFERENCES tags (flag));

-- and from here on to another state

DROP TABLE users;

CREATE TABLE mixed (id INTEGER PRIMARY KEY, age REAL, total INTEGER DEFAULT TRUE) STRICT;
