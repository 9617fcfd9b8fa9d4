CREATE TABLE cars (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, meta varchar(10) COMPRESSED, flag character varying(255) NOT NULL DEFAULT '2020-01-01 00:00:00') COMMENT='a comment';

CREATE TABLE users (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, note timestamp, age timestamp(3) NULL, flag varchar(191) COLLATE utf8mb4_unicode_ci, `Order` datetime DEFAULT (now()) NOT NULL) PAGE_COMPRESSED=1;

CREATE OR REPLACE TABLE pets (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (LIKE users);

ALTER TABLE users CHANGE note total tinyint(1) NOT NULL FIRST;

/*!40000 ALTER TABLE users DISABLE KEYS */;

RENAME TABLE cars TO `order`;

DROP TABLE IF EXISTS pets NOWAIT;

ALTER TABLE users ADD meta json NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE VIEW IF NOT EXISTS v3 AS SELECT 2 AS two;

CREATE UNIQUE INDEX users_ibfk_1 ON `order` (flag);

ALTER TABLE `order` ADD CHECK (json_valid(flag));

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b DROP COLUMN age;

ALTER TABLE `order` MODIFY flag double AFTER id;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b CHANGE note created_at mediumint NOT NULL;

CREATE DATABASE ~db~_a CHARACTER SET latin1;

ALTER TABLE users CHANGE COLUMN age kind timestamp NULL COMMENT 'it''s' AFTER id;

ALTER TABLE `order` ADD IF NOT EXISTS meta char(10) NULL;

ALTER TABLE `order` COMMENT='new comment';

CREATE TABLE ~db~_a.cars (id int PRIMARY KEY, meta varchar(50) AS (lower(id)) , a_column_with_a_name_that_is_rather_long_as_well mediumtext DEFAULT '' COMMENT "double") COMMENT='a comment';

CREATE TABLE IF NOT EXISTS `order` (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, age enum('small','big') NOT NULL, note binary(16) DEFAULT LOCALTIMESTAMP, FULLTEXT INDEX (note), INDEX age_2 (id)) WITH SYSTEM VERSIONING;

/*!40000 ALTER TABLE ~db~_a.cars ENABLE KEYS */;

CREATE TABLE cars (LIKE `order`);

DROP TABLE ~db~_a.cars;

CREATE INDEX users_ibfk_1 ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (flag, created_at);

CREATE VIEW IF NOT EXISTS `View One` AS SELECT 2 AS two;

CREATE FUNCTION f3(a int, b varchar(10)) RETURNS varchar(20) DETERMINISTIC RETURN 1;

CREATE TEMPORARY TABLE tmp1 (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, email char(10) DEFAULT "x" NOT NULL, note year NOT NULL UNIQUE, meta character varying(10) NOT NULL, age varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '1', CONSTRAINT c2 UNIQUE INDEX (note));

DROP EVENT IF EXISTS e1;

CREATE SEQUENCE q1 CACHE 5;

/*!40101 CREATE TABLE Logs (a int) */;

FLUSH TABLES;

RENAME TABLE `Logs` TO pets;

ALTER TABLE `order` DROP INDEX users_ibfk_1;

/*!40101 CREATE TABLE `Weird Name` (a int) */;

CREATE OR REPLACE TABLE items (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

ALTER TABLE `order` RENAME COLUMN id TO note;

CREATE INDEX i2 ON `order` (note);

CREATE TABLE Logs (LIKE `order`);

ALTER TABLE `order` COLLATE utf8mb4_bin;

ALTER TABLE `order` DROP COLUMN note;

ALTER TABLE `Logs` CHANGE COLUMN flag email bit(3) CHECK (email IS NOT NULL);

USE ~db~;

CREATE VIEW IF NOT EXISTS `View One` AS SELECT 2 AS two;

CREATE TABLE orders (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL  (place));

ALTER TABLE orders RENAME TO orders;

CREATE DATABASE ~db~_b CHARACTER SET latin1;

ALTER TABLE users DROP COLUMN kind;

ALTER TABLE users ADD COLUMN age bit(3) NOT NULL;

