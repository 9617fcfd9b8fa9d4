CREATE TABLE users (id INTEGER PRIMARY KEY, name text);

CREATE TABLE orders (id INTEGER PRIMARY KEY, total int);

CREATE TABLE pets (id INTEGER PRIMARY KEY, order_id integer REFERENCES orders, note text);

CREATE INDEX i1 ON orders (total);

CREATE TRIGGER watch UPDATE ON users BEGIN INSERT INTO orders (total) VALUES (NEW.id); END;

-- and from here on to another state

ALTER TABLE pets DROP COLUMN note;

CREATE TABLE new_pets (id INTEGER PRIMARY KEY, order_id text);

DROP TABLE pets;

ALTER TABLE new_pets RENAME TO pets;

DROP TABLE orders;

CREATE INDEX i1 ON pets (order_id);
