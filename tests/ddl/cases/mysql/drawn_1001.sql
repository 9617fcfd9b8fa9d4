CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (id int PRIMARY KEY, place polygon NOT NULL, SPATIAL  (place));

CREATE TABLE IF NOT EXISTS `Weird Name` (id varchar(36) PRIMARY KEY, kind varchar(50) GENERATED ALWAYS AS (id * 2) STORED, name year, total bigint AS (kind * 2) STORED, `Order` timestamp DEFAULT CURRENT_TIMESTAMP, KEY users_ibfk_1 (total) INVISIBLE, INDEX (name ASC, kind)) ENGINE=InnoDB;

CREATE TEMPORARY TABLE tmp2 (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, created_at varchar(255) NULL, total varchar(50) NOT NULL);

CREATE TABLE pets (id int(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, age bool, kind varchar(50) AS (age * 2) STORED) COMMENT='a comment';

ALTER TABLE `Weird Name` DROP PRIMARY KEY, ADD PRIMARY KEY (name);

CREATE TRIGGER tr1 AFTER DELETE ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b FOR EACH ROW SET @x = 1;

CREATE VIEW `View One` AS SELECT 1 AS a, 'x' AS b;

CREATE FULLTEXT INDEX age_2 ON `Weird Name` (kind);

CREATE INDEX i1 ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ((id + 1));

DROP VIEW `View One`;

CREATE EVENT e1 ON SCHEDULE EVERY 1 DAY DO DELETE FROM pets;

ALTER TABLE pets PARTITION BY HASH (id) PARTITIONS 4;

ALTER TABLE pets DROP kind;

CREATE FUNCTION f2() RETURNS varchar(20) DETERMINISTIC RETURN 1;

ALTER TABLE `Weird Name` ADD KEY i2 (kind(4));

ALTER TABLE `Weird Name` RENAME TO orders;

ALTER TABLE orders DROP INDEX i2;

CREATE PROCEDURE f2(IN a int, OUT b int) BEGIN SELECT 1; SELECT 2; END;

ALTER TABLE pets DROP age;

ALTER TABLE orders RENAME TO Logs;

CREATE TABLE `order` (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL  (place));

DROP INDEX i1 ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

ALTER TABLE `Logs` DROP INDEX age_2;

ALTER EVENT e1 DISABLE;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b DROP INDEX place;

DROP TABLE IF EXISTS `order`;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b DROP id;

DROP TRIGGER IF EXISTS nowhere;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b CHANGE COLUMN place meta char COMMENT "double";

CREATE INDEX i2 ON `Logs` ((total + 1));

OPTIMIZE TABLE `Logs`;

CREATE PROCEDURE f3(IN a int, OUT b int) BEGIN DECLARE x int DEFAULT 0; IF x > 0 THEN SET x = 1; ELSE SET x = 2; END IF; WHILE x < 5 DO SET x = x + 1; END WHILE; END;

ALTER TABLE `Logs` MODIFY COLUMN name int(10) unsigned zerofill;

CREATE TABLE orders (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL INDEX (place));

ALTER TABLE `Logs` MODIFY id mediumtext NULL INVISIBLE;

CREATE PROCEDURE f1(IN a int, OUT b int) BEGIN DECLARE x int DEFAULT 0; IF x > 0 THEN SET x = 1; ELSE SET x = 2; END IF; WHILE x < 5 DO SET x = x + 1; END WHILE; END;

ALTER TABLE `Logs` ALTER INDEX i2 INVISIBLE;

ALTER TABLE orders DROP id;

CREATE FUNCTION f3() RETURNS int DETERMINISTIC RETURN 1;

CREATE UNIQUE INDEX name ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (meta ASC);

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ALTER meta DROP DEFAULT;

CREATE TABLE tags (id int NOT NULL, a int) PARTITION BY HASH (id) PARTITIONS 3;

ALTER TABLE `Logs` ALTER `Order` SET INVISIBLE;

DROP TRIGGER tr1;

DROP TABLE `Logs`;

ALTER TABLE orders ADD COLUMN age timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP;

RENAME TABLE tags TO items;

CREATE DATABASE IF NOT EXISTS ~db~_b CHARACTER SET latin1;

CREATE TRIGGER tr1 AFTER DELETE ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b FOR EACH ROW BEGIN IF @x > 1 THEN SET @x = 2; END IF; END;

ALTER TABLE orders DROP COLUMN place;

ALTER TABLE items ADD CONSTRAINT pets_ibfk_1 CHECK (id % 2 = 0);

CREATE INDEX i1 ON items ((id + 1));

DROP TABLE IF EXISTS tmp1;

ALTER TABLE orders CHANGE COLUMN age id varchar(10);

ALTER TABLE items DROP a;

