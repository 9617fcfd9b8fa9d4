CREATE TABLE layouts (id int PRIMARY KEY, name varchar(20));
SET @s = IF((SELECT COUNT(*) FROM layouts) > 0, 'SELECT 1', 'DROP TABLE layouts');
PREPARE stmt FROM @s;
EXECUTE stmt;
