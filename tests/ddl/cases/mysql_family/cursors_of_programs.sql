CREATE TABLE users (id int PRIMARY KEY, name varchar(20));
CREATE TABLE posts (id int PRIMARY KEY, user int, KEY (user));
CREATE PROCEDURE each_table() BEGIN DECLARE done int DEFAULT FALSE; DECLARE t varchar(64); DECLARE cur CURSOR FOR SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'; DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE; OPEN cur; l: LOOP FETCH cur INTO t; IF done THEN LEAVE l; END IF; SET @s = CONCAT('ALTER TABLE `', t, '` ADD COLUMN org int'); PREPARE st FROM @s; EXECUTE st; DEALLOCATE PREPARE st; END LOOP; CLOSE cur; END;
CALL each_table();
CREATE PROCEDURE shards() BEGIN DECLARE i int DEFAULT 1; WHILE i <= 2 DO SET @s = CONCAT('CREATE TABLE shard_', LPAD(i, 2, '0'), ' LIKE users'); PREPARE st FROM @s; EXECUTE st; SET i = i + 1; END WHILE; END;
CALL shards();
DROP PROCEDURE each_table;
DROP PROCEDURE shards;
