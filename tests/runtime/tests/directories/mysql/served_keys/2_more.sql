CREATE TABLE parts (id INT PRIMARY KEY, owner INT, other INT, CONSTRAINT part_owner FOREIGN KEY (owner) REFERENCES owners (id));
ALTER TABLE parts ADD INDEX wide (owner, other);
ALTER TABLE parts ADD CONSTRAINT part_other FOREIGN KEY (other) REFERENCES owners (id);
ALTER TABLE parts CHANGE other another INT, RENAME INDEX wide TO wider;
ALTER TABLE parts DROP FOREIGN KEY part_owner;
ALTER TABLE parts DROP INDEX wider;
RENAME TABLE parts TO pieces, owners TO holders;
