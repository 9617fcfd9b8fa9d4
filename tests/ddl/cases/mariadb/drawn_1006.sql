CREATE TABLE items (id int(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, email boolean, created_at bigint(20) unsigned NOT NULL DEFAULT LOCALTIMESTAMP) COMMENT='a comment';

CREATE TABLE pets (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, email varchar(10) BINARY INVISIBLE, kind set('a','b'), CHECK (length(kind) > 3)) PAGE_COMPRESSED=1;

CREATE TABLE IF NOT EXISTS `Weird Name` (id int PRIMARY KEY, email bigint GENERATED ALWAYS AS (id + 1) STORED, age numeric(8)) COLLATE=latin1_swedish_ci, COMMENT 'x';

CREATE TABLE IF NOT EXISTS users (id int AUTO_INCREMENT UNIQUE KEY, name longtext DEFAULT 'it''s' COMMENT '', age bit(3) NULL, email enum('x','y','it''s') CHARACTER SET latin1 NOT NULL, created_at bigint(20) unsigned) COMMENT='a comment';

ALTER TABLE pets ORDER BY email;

CREATE TABLE `order` (LIKE pets);

CREATE INDEX `Index One` ON pets (email(4));

ALTER TABLE `order` CHANGE email a_column_with_a_name_that_is_rather_long_as_well varbinary(20);

ALTER TABLE users PARTITION BY HASH (id) PARTITIONS 4;

CREATE VIEW IF NOT EXISTS v3 AS SELECT 2 AS two;

ALTER TABLE `Weird Name` CONVERT TO CHARACTER SET latin1;

CREATE OR REPLACE TABLE `Weird Name` (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

ALTER TABLE `Weird Name` AUTO_INCREMENT=50;

SET FOREIGN_KEY_CHECKS = 1;

ALTER TABLE pets CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

ALTER TABLE `order` ALTER COLUMN a_column_with_a_name_that_is_rather_long_as_well SET DEFAULT 0;

ALTER TABLE `Weird Name` RENAME COLUMN id TO kind;

ALTER TABLE users MODIFY id year;

ALTER TABLE pets CHANGE id age real DEFAULT NULL;

CREATE TRIGGER tr2 BEFORE UPDATE ON pets FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

CREATE TABLE cars (id int NOT NULL, a int) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));

ALTER TABLE items DROP created_at;

ALTER TABLE cars ADD a_column_with_a_name_that_is_rather_long_as_well varchar(255) BINARY DEFAULT (now()), ADD CHECK (coalesce(a, 0) < 5), ADD COLUMN (kind int(3) unsigned DEFAULT now() COMMENT '', age mediumint(5) COMMENT 'some text');

ALTER TABLE cars CHANGE a_column_with_a_name_that_is_rather_long_as_well created_at mediumint;

CREATE PROCEDURE f3() BEGIN DECLARE x int DEFAULT 0; IF x > 0 THEN SET x = 1; ELSE SET x = 2; END IF; WHILE x < 5 DO SET x = x + 1; END WHILE; END;

ALTER TABLE pets MODIFY COLUMN email int(11) FIRST;

DROP INDEX IF EXISTS i1 ON `order`;

