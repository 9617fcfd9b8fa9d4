CREATE TABLE layouts (id int PRIMARY KEY, name varchar(20));
SET @s = (SELECT IF(
    (SELECT COUNT(*) FROM layouts WHERE name = 'Free') > 0,
    "SELECT 'Free is there'",
    'INSERT INTO layouts (name) VALUES (\'Free\');'
));
PREPARE stmt FROM @s;
EXECUTE stmt;
SET @s = CASE (SELECT max(id) FROM layouts) WHEN 1 THEN 'DELETE FROM layouts' WHEN 2 THEN 'UPDATE layouts SET id = 3' ELSE 'DO 0' END;
PREPARE stmt FROM @s;
EXECUTE stmt;
SET @s = CONCAT('DELETE FROM layouts WHERE id = ', (SELECT min(id) FROM layouts));
PREPARE stmt FROM @s;
EXECUTE stmt;
SET @s = IF((SELECT 1 FROM information_schema.tables WHERE table_name = 'layouts'), 'ALTER TABLE layouts ADD kept int', 'DO 0');
PREPARE stmt FROM @s;
EXECUTE stmt;
