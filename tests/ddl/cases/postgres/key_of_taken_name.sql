CREATE TABLE items (id int, age int);

CREATE TABLE orders (id int PRIMARY KEY);

ALTER TABLE items ADD CONSTRAINT orders_pkey CHECK (age > 0);
