CREATE TABLE orders (id smallint AUTO_INCREMENT PRIMARY KEY, `Order` set('a','b') NOT NULL, kind double(8,2) NOT NULL) PAGE_COMPRESSED=1;

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (id int PRIMARY KEY, place polygon NOT NULL, SPATIAL  i1 (place));

CREATE TABLE IF NOT EXISTS tags (id binary(16) PRIMARY KEY, total time NOT NULL DEFAULT 0, age tinyint(1), name char(5) CHARSET latin1 COLLATE latin1_bin NOT NULL DEFAULT '', `Order` varchar(191), UNIQUE INDEX (total, id DESC), INDEX (total ASC)) COLLATE utf8mb4_unicode_ci;

CREATE OR REPLACE TABLE cars (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b CONVERT TO CHARACTER SET utf8mb4;

DROP TEMPORARY TABLE IF EXISTS tmp1;

CREATE OR REPLACE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD a_column_with_a_name_that_is_rather_long_as_well bigint;

DROP TABLE cars;

CREATE FUNCTION f2(a int, b varchar(10)) RETURNS varchar(20) READS SQL DATA RETURN 1;

CREATE INDEX i1 ON tags (`Order`);

SET sql_mode = DEFAULT;

CREATE OR REPLACE INDEX `Index One` ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (a_column_with_a_name_that_is_rather_long_as_well);

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b AUTO_INCREMENT=50;

RENAME TABLE orders TO `Weird Name`;

CREATE FUNCTION f1(a int) RETURNS int NO SQL RETURN 1;

CREATE EVENT e1 ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1;

RENAME TABLE `Weird Name` TO orders;

CREATE TRIGGER tr2 BEFORE INSERT ON tags FOR EACH ROW SET @x = 1;

SET time_zone = '+00:00';

CREATE INDEX users_ibfk_1 ON orders (kind);

ALTER TABLE orders RENAME COLUMN `Order` TO `Order`;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b DROP INDEX b;

CREATE DATABASE ~db~_a;

CREATE OR REPLACE VIEW `View One` AS SELECT 1 AS a, 'x' AS b;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD INDEX i1 (a);

CREATE TABLE IF NOT EXISTS orders (id int(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, age bit(3), note timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, age uuid INVISIBLE, kind timestamp NULL NOT NULL DEFAULT 'it''s', KEY (kind ASC)) PAGE_COMPRESSED=1;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD KEY (id, a);

ALTER TABLE tags DROP COLUMN `Order`;

ALTER TABLE orders CHANGE id meta integer;

CREATE PROCEDURE f1() BEGIN SELECT 1; SELECT 2; END;

ALTER TABLE orders DROP meta;

CREATE OR REPLACE TABLE tags (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

CREATE TABLE ~db~_a.`Weird Name` (id serial, total double precision NOT NULL UNIQUE KEY, meta text NOT NULL DEFAULT '2020-01-01') ROW_FORMAT=DYNAMIC;

DROP TABLE orders CASCADE;

CREATE INDEX age_2 ON ~db~_a.`Weird Name` (total);

CREATE TRIGGER tr1 BEFORE INSERT ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

RENAME TABLE tags TO Logs;

DROP TABLE `Logs`;

DROP VIEW `View One`;

ALTER TABLE ~db~_a.`Weird Name` ADD COLUMN created_at varchar(10) BINARY NULL;

