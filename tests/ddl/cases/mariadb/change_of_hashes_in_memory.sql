CREATE TABLE items (id serial, age bigint unsigned DEFAULT NULL, kind varchar(255), UNIQUE KEY (kind DESC), KEY (age DESC) USING BTREE) ENGINE=MEMORY;

-- and from here on to another state

ALTER TABLE items ADD KEY i1 (age DESC, id);
