CREATE TABLE pets (id int AUTO_INCREMENT PRIMARY KEY, meta text) AUTO_INCREMENT=100;

-- and from here on to another state

ALTER TABLE pets RENAME COLUMN id TO name;
