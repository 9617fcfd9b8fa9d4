-- until version 17: a key of a parent wants columns of its children that are not null
CREATE TABLE orders (a int, b text, PRIMARY KEY (a));

CREATE TABLE logs () INHERITS (orders);

ALTER TABLE orders DROP CONSTRAINT orders_pkey;

ALTER TABLE ONLY orders ADD CONSTRAINT whole PRIMARY KEY (b, a);

-- and from here on to another state

ALTER TABLE logs NO INHERIT orders;
