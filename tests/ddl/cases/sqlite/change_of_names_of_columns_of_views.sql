CREATE TABLE items (id int, name text);

CREATE VIEW starred (a, b) AS SELECT * FROM items;

CREATE VIEW bare AS SELECT * FROM items;

CREATE VIEW told (a, b) AS SELECT id, name FROM items;

CREATE VIEW listed (a, b) AS VALUES (1, 2);

-- and from here on to another state

DROP VIEW starred;

CREATE VIEW starred AS SELECT * FROM items;

DROP VIEW bare;

CREATE VIEW bare (a, b) AS SELECT * FROM items;

DROP VIEW told;

CREATE VIEW told (c, b) AS SELECT id, name FROM items;

DROP VIEW listed;

CREATE VIEW listed (a, c) AS VALUES (1, 2);
