\connect shop
CREATE TABLE items (id integer);
\connect other
