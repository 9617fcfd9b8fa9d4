CREATE TEMPORARY TABLE tmp2 (flag smallint DEFAULT x'41' NOT NULL, name datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), note varchar(50) NOT NULL DEFAULT 'it''s');

CREATE TABLE tags (id int PRIMARY KEY, a_column_with_a_name_that_is_rather_long_as_well character varying(191) NOT NULL DEFAULT (json_object()), age json NOT NULL DEFAULT (now())) COMMENT='a comment';

CREATE TABLE IF NOT EXISTS orders (created_at timestamp NULL NOT NULL DEFAULT (json_array()), `Order` integer CHECK (`Order` <> 'x'), a_column_with_a_name_that_is_rather_long_as_well tinytext) ENCRYPTION='N';

CREATE TABLE IF NOT EXISTS tags (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, created_at text COLLATE utf8mb4_bin NOT NULL DEFAULT (json_array()), email mediumblob, total varchar(10) BINARY, a_column_with_a_name_that_is_rather_long_as_well char(5) CHARSET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'x', CONSTRAINT `Named One` CHECK (total < 100) NOT ENFORCED, FULLTEXT INDEX i1 (total)) COLLATE=utf8mb4_0900_ai_ci;

CREATE OR REPLACE VIEW v2 AS SELECT x.* FROM tags x WHERE x.age IS NOT NULL;

ALTER TABLE orders CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

ALTER TABLE tags CHANGE a_column_with_a_name_that_is_rather_long_as_well meta enum('a', 'b');

DROP INDEX `PRIMARY` ON tags;

CREATE TABLE IF NOT EXISTS tags (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, email varchar(191) CHARACTER SET latin1, flag timestamp DEFAULT CURRENT_TIMESTAMP, `Order` timestamp NULL, parent_id longtext NOT NULL DEFAULT (json_array())) CHARSET=utf8mb3;

ALTER TABLE tags CHANGE id parent_id varchar(255) CHECK (length(parent_id) > 3), ADD (name enum('small','big') NOT NULL, created_at text COLLATE utf8mb4_bin);

DROP TABLE orders;

DROP TABLE tags CASCADE;

/*!40101 CREATE TABLE `order` (a int) */;

ALTER TABLE `order` CHANGE a id integer;

ALTER TABLE `order` MODIFY COLUMN id decimal(10,2) unsigned COMMENT 'some text';

ALTER TABLE `order` MODIFY COLUMN id bigint(20) unsigned COMMENT "double";

DROP TABLE IF EXISTS `order`;

CREATE DATABASE ~db~_a;

/*!40101 CREATE TABLE pets (a int) */;

RENAME TABLE pets TO a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b AUTO_INCREMENT=50;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b CHANGE a parent_id enum('a', 'b') DEFAULT (now());

DROP VIEW `~db~`.`v2`;

