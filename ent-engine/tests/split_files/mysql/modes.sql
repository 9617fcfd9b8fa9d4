CREATE TABLE items (id int PRIMARY KEY, name varchar(20));
SET sql_mode = 'ANSI_QUOTES';
CREATE TRIGGER first BEFORE INSERT ON items FOR EACH ROW SET NEW."name" = 'a';
SET sql_mode = 'PIPES_AS_CONCAT';
CREATE TRIGGER second BEFORE UPDATE ON items FOR EACH ROW SET NEW.name = 'a' || 'b';
