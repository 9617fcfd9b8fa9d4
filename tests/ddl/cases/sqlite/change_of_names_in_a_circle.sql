CREATE TABLE users (id INTEGER PRIMARY KEY, note text NOT NULL);

CREATE INDEX by_note ON users (note);

CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id integer REFERENCES users);

CREATE INDEX by_user ON orders (user_id);

-- and from here on to another state

ALTER TABLE users RENAME TO people;

CREATE TABLE users (id INTEGER PRIMARY KEY, age integer NOT NULL REFERENCES people ON DELETE CASCADE);

DROP TABLE orders;

CREATE INDEX by_user ON people (id);
