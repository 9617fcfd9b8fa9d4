CREATE TABLE pets (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name date, kind integer NOT NULL);

-- and from here on to another state

ALTER TABLE pets MODIFY kind varchar(50) DEFAULT (uuid()) NOT NULL, RENAME COLUMN id TO number;
