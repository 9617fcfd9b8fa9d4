CREATE TEMPORARY TABLE tmp2 (id int(11) AUTO_INCREMENT PRIMARY KEY, kind char(10), age boolean NOT NULL DEFAULT (json_array()), created_at timestamp DEFAULT CURRENT_TIMESTAMP, parent_id tinyint(1) NULL, INDEX `Index One` (created_at), INDEX (age));

CREATE TABLE `Weird Name` (id binary(16) PRIMARY KEY, a_column_with_a_name_that_is_rather_long_as_well varchar(191) NOT NULL DEFAULT 1, kind tinyint, parent_id fixed(6,2), name char(10) COMMENT 'some text') CHARSET=utf8mb3;

CREATE TABLE IF NOT EXISTS `order` (id int AUTO_INCREMENT UNIQUE KEY, created_at int(11), email char(10), CONSTRAINT users_chk_1 UNIQUE INDEX (created_at), KEY (created_at)) CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `Weird Name` (id smallint AUTO_INCREMENT PRIMARY KEY, meta enum('a', 'b') NOT NULL DEFAULT "x", created_at datetime(6) NOT NULL UNIQUE KEY, `Order` bit NOT NULL DEFAULT (json_object()), meta timestamp(3) NULL INVISIBLE, CONSTRAINT pets_ibfk_1 UNIQUE INDEX age_2 (`Order` DESC)) COLLATE=utf8mb4_0900_ai_ci;

ALTER TABLE `Weird Name` ALTER id SET DEFAULT 'x';

ALTER TABLE `order` DROP created_at;

CREATE UNIQUE INDEX i1 ON `order` (email(4), id);

ALTER TABLE `order` ALTER email DROP DEFAULT;

ALTER TABLE `order` DROP email;

ALTER TABLE `order` ADD PRIMARY KEY (id);

CREATE INDEX `Index One` ON `Weird Name` (parent_id);

DROP PROCEDURE IF EXISTS f3;

/*!40101 CREATE TABLE tags (a int) */;

DROP TEMPORARY TABLE IF EXISTS tmp1;

CREATE TABLE cars (id int(11) AUTO_INCREMENT PRIMARY KEY, `Order` text NOT NULL, a_column_with_a_name_that_is_rather_long_as_well varchar(50) AS (lower(`Order`)) , name character varying(191) NOT NULL DEFAULT (now()), note double precision, INDEX users_ibfk_1 (a_column_with_a_name_that_is_rather_long_as_well), KEY age_2 (name) INVISIBLE) COLLATE=utf8mb4_0900_ai_ci;

ALTER TABLE `Weird Name` ADD total binary(16);

DROP PROCEDURE IF EXISTS nowhere;

CREATE INDEX `Index One` ON cars (note);

CREATE TABLE users (LIKE `order`);

DROP TEMPORARY TABLE IF EXISTS tmp1;

RENAME TABLE tags TO Logs;

ALTER TABLE `order` ROW_FORMAT=COMPACT;

CREATE TRIGGER tr1 AFTER INSERT ON `Weird Name` FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

CREATE PROCEDURE f2() SELECT 1;

ALTER TABLE `order` ALTER id DROP DEFAULT;

CREATE INDEX age_2 ON `Weird Name` (a_column_with_a_name_that_is_rather_long_as_well(10));

ALTER TABLE cars RENAME TO orders;

RENAME TABLE orders TO items;

ALTER TABLE users RENAME KEY id TO users_ibfk_1;

CREATE FUNCTION f2() RETURNS varchar(20) DETERMINISTIC RETURN 1;

CREATE DATABASE ~db~_b;

/*!40101 CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (a int) */;

DROP TABLE `Logs`;

SET time_zone = '+00:00';

ALTER TABLE `order` MODIFY id bigint NOT NULL;

ALTER TABLE `Weird Name` MODIFY parent_id int DEFAULT NULL;

ALTER TABLE `Weird Name` DROP PRIMARY KEY, ADD PRIMARY KEY (kind);

ALTER TABLE users ALTER INDEX users_ibfk_1 VISIBLE;

ALTER TABLE items PARTITION BY HASH (id) PARTITIONS 4;

ALTER TABLE `Weird Name` ADD email character varying(10) FIRST;

ALTER TABLE `Weird Name` AUTO_INCREMENT=50;

ALTER TABLE `Weird Name` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

ALTER TABLE users RENAME TO orders;

DROP INDEX `PRIMARY` ON `Weird Name`;

DROP TABLE items;

ALTER TABLE orders MODIFY id datetime;

ALTER TABLE `Weird Name` PARTITION BY HASH (parent_id) PARTITIONS 4;

ALTER TABLE orders RENAME TO items;

ALTER TABLE items DROP KEY i1;

