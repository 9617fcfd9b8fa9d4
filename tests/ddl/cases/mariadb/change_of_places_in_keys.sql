CREATE TABLE items (id binary(16) PRIMARY KEY, parent_id geometry, kind polygon, name varchar(50) AS (concat(parent_id, 'x')), UNIQUE KEY `Index One` (name, parent_id(4)), UNIQUE KEY (parent_id(4)), KEY i1 (kind), KEY (id, kind(4)));

-- and from here on to another state

DROP TABLE items;
