CREATE TABLE users (id int, s date, e date, PERIOD FOR valid (s, e));

-- and from here on to another state

ALTER TABLE users RENAME COLUMN e TO `Order`;
