CREATE TABLE orders (id int, a text);

CREATE TABLE tags (note serial) INHERITS (orders);

CREATE TABLE users () INHERITS (orders, tags);

ALTER TABLE orders RENAME COLUMN a TO "Order";
