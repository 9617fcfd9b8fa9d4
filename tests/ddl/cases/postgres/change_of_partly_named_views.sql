CREATE TABLE users (id uuid, name int, extra int);

-- and from here on to another state

CREATE VIEW named (a, b) AS SELECT * FROM users;
