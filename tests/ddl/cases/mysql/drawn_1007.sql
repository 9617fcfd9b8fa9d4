CREATE TABLE items (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL KEY (place));

CREATE TABLE pets (id smallint NOT NULL AUTO_INCREMENT PRIMARY KEY, meta timestamp NOT NULL, email fixed(6,2) INVISIBLE, parent_id char(10) NOT NULL COMMENT "double", `Order` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP) DEFAULT CHARACTER SET latin1;

CREATE TABLE Logs (id int PRIMARY KEY, place polygon NOT NULL, SPATIAL INDEX i2 (place));

CREATE TABLE `Weird Name` (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL INDEX (place));

CREATE DATABASE IF NOT EXISTS ~db~_b;

ALTER TABLE items ORDER BY id;

ALTER TABLE `Weird Name` CONVERT TO CHARACTER SET utf8mb4;

ALTER TABLE items DROP INDEX place;

DROP TABLE IF EXISTS tmp1;

CREATE FUNCTION f1() RETURNS varchar(20) DETERMINISTIC RETURN 1;

CREATE FUNCTION f2(a int) RETURNS varchar(20) READS SQL DATA RETURN 1;

ALTER TABLE items CHANGE place note binary(16) COMMENT 'some text' AFTER id;

/*!40101 CREATE TABLE `order` (a int) */;

ALTER TABLE `order` ADD COLUMN parent_id varchar(50) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT (json_array()) AFTER a;

RENAME TABLE pets TO a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

ALTER TABLE items CONVERT TO CHARACTER SET utf8mb4;

ALTER TABLE items RENAME COLUMN note TO email;

CREATE PROCEDURE f2() SELECT 1;

CREATE TRIGGER tr3 AFTER UPDATE ON items FOR EACH ROW SET @x = 1;

ALTER TABLE `Weird Name` ORDER BY place;

ALTER TABLE `Logs` ADD total datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3);

CREATE INDEX i1 ON `order` (parent_id ASC, a);

RENAME TABLE `Logs` TO tags;

CREATE SQL SECURITY INVOKER VIEW `View One` AS SELECT x.* FROM a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b x WHERE x.parent_id IS NOT NULL;

SET sql_require_primary_key = 0;

ALTER TABLE items DROP id;

ALTER TABLE tags CONVERT TO CHARACTER SET utf8mb4;

ALTER TABLE `order` RENAME COLUMN parent_id TO total;

CREATE TRIGGER tr1 AFTER INSERT ON `order` FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

/*!40000 ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b DISABLE KEYS */;

DROP TEMPORARY TABLE IF EXISTS tmp1;

RENAME TABLE `order` TO pets;

DROP VIEW `View One`;

DROP TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

ALTER TABLE `Weird Name` ALTER place DROP DEFAULT;

DROP TEMPORARY TABLE IF EXISTS tmp1;

ALTER TABLE pets ADD CONSTRAINT c2 UNIQUE (a, total);

ALTER TABLE tags CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cars (email int(11), kind timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, flag text COLLATE utf8mb4_bin DEFAULT NULL) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8;

DROP INDEX i1 ON pets;

DROP TABLE items;

