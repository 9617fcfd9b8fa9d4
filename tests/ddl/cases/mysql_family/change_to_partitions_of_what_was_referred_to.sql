CREATE TABLE cars (id int PRIMARY KEY, name varchar(20), KEY (id, name));

CREATE TABLE users (id int PRIMARY KEY, FOREIGN KEY (id) REFERENCES cars (id));

CREATE TABLE tags (id int PRIMARY KEY, car int, FOREIGN KEY (car) REFERENCES cars (id));

-- and from here on to another state

DROP TABLE users;

ALTER TABLE tags DROP FOREIGN KEY tags_ibfk_1;

ALTER TABLE cars PARTITION BY HASH (id) PARTITIONS 4;
