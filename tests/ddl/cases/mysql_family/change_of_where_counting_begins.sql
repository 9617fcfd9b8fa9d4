CREATE TABLE pets (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, age bigint) AUTO_INCREMENT=100;

-- and from here on to another state

ALTER TABLE pets MODIFY id smallint;
