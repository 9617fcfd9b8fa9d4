CREATE TABLE items (id int PRIMARY KEY);

CREATE TRIGGER tr2 BEFORE UPDATE ON items FOR EACH ROW SET @x = 1;

-- and from here on to another state

CREATE TRIGGER tr1 BEFORE UPDATE ON items FOR EACH ROW PRECEDES tr2 SET @x = 2;
