CREATE TABLE pets (id int NOT NULL, a varchar(20));

-- and from here on to another state

CREATE TABLE orders (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 4;

SET FOREIGN_KEY_CHECKS = 0;

ALTER TABLE pets ADD FOREIGN KEY (id) REFERENCES orders (id);
