CREATE TABLE orders (id smallserial PRIMARY KEY, parent_id text, age int);

ALTER TABLE orders RENAME id TO created_at;

-- and from here on to another state

ALTER TABLE orders RENAME parent_id TO something;

ALTER TABLE orders RENAME COLUMN created_at TO parent_id;
