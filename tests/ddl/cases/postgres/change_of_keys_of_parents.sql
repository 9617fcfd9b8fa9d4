-- until version 17: what a key of a parent makes NOT NULL below goes with the key only
CREATE TYPE mood AS (a int, b text);

CREATE TABLE cars OF mood;

CREATE TABLE vans () INHERITS (cars);

CREATE TABLE orders (id int, total int NOT NULL, PRIMARY KEY (id));

CREATE TABLE late_orders () INHERITS (orders);

-- and from here on to another state

ALTER TABLE cars ADD CONSTRAINT c2 PRIMARY KEY (a, b);

ALTER TABLE orders DROP CONSTRAINT orders_pkey;

ALTER TABLE orders ALTER id DROP NOT NULL;

ALTER TABLE orders ADD PRIMARY KEY (total);
