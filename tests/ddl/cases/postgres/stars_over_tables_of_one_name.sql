CREATE TABLE orders (id serial PRIMARY KEY, flag bigint, name int);

CREATE SCHEMA s2;

CREATE TABLE s2.orders (id int PRIMARY KEY, a text);

CREATE MATERIALIZED VIEW both_by_id AS SELECT * FROM s2.orders JOIN orders USING (id);

CREATE VIEW of_one AS SELECT s2.orders.* FROM orders, s2.orders;

CREATE VIEW of_the_other AS SELECT public.orders.*, s2.orders.a FROM s2.orders, public.orders;

ALTER TABLE s2.orders RENAME COLUMN a TO b;
