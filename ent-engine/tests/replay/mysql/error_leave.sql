CREATE TABLE users (id int PRIMARY KEY);
DELIMITER //
CREATE PROCEDURE fill() main: BEGIN IF (SELECT count(*) FROM users) > 0 THEN LEAVE main; END IF; ALTER TABLE users ADD name varchar(20); END//
DELIMITER ;
CALL fill();
