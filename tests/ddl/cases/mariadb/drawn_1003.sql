CREATE TABLE IF NOT EXISTS pets (id int AUTO_INCREMENT PRIMARY KEY, a_column_with_a_name_that_is_rather_long_as_well time, kind year) ENGINE=InnoDB;

CREATE OR REPLACE TABLE orders (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b LIKE orders;

CREATE TABLE `Weird Name` (id serial, a_column_with_a_name_that_is_rather_long_as_well bit(3), created_at varchar(191) NOT NULL DEFAULT "x", KEY `Index One` (id, created_at)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE `Weird Name` ALTER INDEX `Index One` IGNORED;

CREATE TABLE users (id int NOT NULL, a int, PRIMARY KEY (id)) PARTITION BY HASH (id) PARTITIONS 3;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b MODIFY b set('a','b') NOT NULL DEFAULT '' FIRST;

ALTER TABLE pets ADD note tinyint UNIQUE KEY;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b RENAME TO Logs;

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL KEY (place));

CREATE INDEX `Index One` ON users (id DESC, a);

ALTER TABLE `Weird Name` MODIFY COLUMN created_at char AFTER id;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD flag tinyblob;

ALTER TABLE `Logs` CHANGE COLUMN a `Order` enum('x','y','it''s') CHARACTER SET latin1 DEFAULT 'it''s';

ALTER TABLE `Weird Name` ADD COLUMN flag mediumint AFTER created_at;

ALTER TABLE orders CHANGE id a_column_with_a_name_that_is_rather_long_as_well char(5) CHARSET latin1 COLLATE latin1_bin FIRST;

ALTER TABLE `Logs` CHANGE id kind text CHARACTER SET ascii AFTER `Order`;

ALTER TABLE `Weird Name` RENAME tags;

CREATE FUNCTION f3() RETURNS int NO SQL RETURN 1;

ALTER TABLE pets DROP COLUMN a_column_with_a_name_that_is_rather_long_as_well;

CREATE FUNCTION f2(a int, b varchar(10)) RETURNS int READS SQL DATA RETURN 1;

CREATE DATABASE IF NOT EXISTS ~db~_b CHARACTER SET latin1;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b RENAME COLUMN place TO created_at;

ALTER TABLE orders CHANGE COLUMN a_column_with_a_name_that_is_rather_long_as_well name enum('a', 'b') NOT NULL;

ALTER TABLE `Logs` DROP COLUMN b;

CREATE INDEX age_2 USING BTREE ON orders (b);

ALTER TABLE users DROP COLUMN IF EXISTS a;

CREATE TABLE `order` LIKE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

ALTER TABLE orders ALTER a SET DEFAULT 0;

