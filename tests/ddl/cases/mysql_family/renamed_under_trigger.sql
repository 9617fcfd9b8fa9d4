-- The server writes the table of a trigger anew when the table is renamed: in quotes, without the schema.

CREATE TABLE pets (id int);

CREATE TRIGGER one BEFORE INSERT ON pets FOR EACH ROW SET @x = 1;

CREATE TRIGGER two AFTER UPDATE ON ~db~.pets
FOR EACH ROW BEGIN UPDATE pets SET id = 1 WHERE id = 2; END;

RENAME TABLE pets TO cars;

ALTER TABLE cars RENAME orders;

CREATE DATABASE ~db~_a;

CREATE TABLE ~db~_a.orders (id int);

RENAME TABLE ~db~_a.orders TO users;
