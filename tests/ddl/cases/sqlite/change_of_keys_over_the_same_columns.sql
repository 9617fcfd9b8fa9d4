CREATE TABLE users (name char(10) NOT NULL UNIQUE ON CONFLICT IGNORE, note text CONSTRAINT u1 UNIQUE, PRIMARY KEY (name));

-- and from here on to another state

ALTER TABLE users RENAME TO people;

CREATE TABLE pets (name text COLLATE nocase, note text, PRIMARY KEY (name), UNIQUE (name COLLATE NOCASE DESC), UNIQUE (note), UNIQUE (note) ON CONFLICT REPLACE);

CREATE TABLE cars (a text, b text NOT NULL, PRIMARY KEY (b, b), UNIQUE (b, a));

CREATE TABLE items (id INTEGER PRIMARY KEY REFERENCES cars ON DELETE SET NULL, name text REFERENCES people);
