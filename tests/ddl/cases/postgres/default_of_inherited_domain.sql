CREATE DOMAIN mood varchar(20);

CREATE TABLE orders (parent_id integer NOT NULL, "Order" mood DEFAULT '{1,2}');

CREATE SCHEMA s1;

CREATE TABLE s1.items (id bool) INHERITS (orders);

ALTER TABLE orders ALTER "Order" TYPE character varying(50) USING NULL::varchar(255);
