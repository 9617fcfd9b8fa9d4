CREATE TABLE pets (a int, b text);

CREATE TABLE loops (id INTEGER PRIMARY KEY, note text);

-- and from here on to another state

DROP TABLE pets;

CREATE TABLE pets (id text NOT NULL PRIMARY KEY, c integer);

DROP TABLE loops;

CREATE TABLE loops (id INTEGER PRIMARY KEY, note text AS (note) STORED);
