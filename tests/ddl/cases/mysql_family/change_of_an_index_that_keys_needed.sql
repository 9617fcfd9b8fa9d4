CREATE TABLE pets (id int PRIMARY KEY, flag decimal(10,2), UNIQUE KEY name (flag));

CREATE TABLE orders (id int NOT NULL, flag decimal(10,2), FOREIGN KEY (flag) REFERENCES pets (flag) ON DELETE CASCADE);

-- and from here on to another state

ALTER TABLE orders DROP FOREIGN KEY orders_ibfk_1;

ALTER TABLE orders DROP KEY flag;

ALTER TABLE pets DROP KEY name;
