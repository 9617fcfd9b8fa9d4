CREATE TABLE users (id int, name text);

CREATE TABLE items (id int, kind text);

CREATE TABLE tags (id int, kind text, size int);

CREATE VIEW both_by_id AS SELECT items.kind FROM items JOIN users USING (id);

CREATE VIEW natural_ones AS SELECT size FROM items NATURAL JOIN tags;

CREATE VIEW stays AS SELECT users.name FROM users JOIN items ON true;

ALTER TABLE users DROP id CASCADE;

ALTER TABLE tags DROP kind CASCADE;
