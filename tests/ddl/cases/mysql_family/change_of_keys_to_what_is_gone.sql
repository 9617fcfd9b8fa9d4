CREATE TABLE cars (id int PRIMARY KEY);

CREATE TABLE orders (id int PRIMARY KEY, car_id int, FOREIGN KEY (car_id) REFERENCES cars (id));

-- and from here on to another state

SET FOREIGN_KEY_CHECKS = 0;

DROP TABLE cars;

CREATE TABLE pets (id int PRIMARY KEY, owner_id int, FOREIGN KEY (owner_id) REFERENCES owners (id));
