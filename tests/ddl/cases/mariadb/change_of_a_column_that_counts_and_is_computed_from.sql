CREATE TABLE orders (id serial, email bigint, created_at bigint AS (id + 1));

-- and from here on to another state

ALTER TABLE orders RENAME COLUMN id TO flag;
