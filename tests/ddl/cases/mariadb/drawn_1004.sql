CREATE TABLE cars (id int(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, created_at bigint(20) unsigned, a_column_with_a_name_that_is_rather_long_as_well int unsigned NOT NULL, `Order` varchar(10) COLLATE utf8mb4_unicode_ci NULL, total varchar(50) AS (coalesce(a_column_with_a_name_that_is_rather_long_as_well, 0)) VIRTUAL) CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE users (id int PRIMARY KEY, `Order` timestamp, a_column_with_a_name_that_is_rather_long_as_well char(10)) PAGE_COMPRESSED=1;

CREATE TABLE `Weird Name` (LIKE cars);

CREATE TABLE items LIKE `Weird Name`;

DROP INDEX IF EXISTS i1 ON users;

CREATE TRIGGER tr3 AFTER DELETE ON `Weird Name` FOR EACH ROW BEGIN IF @x > 1 THEN SET @x = 2; END IF; END;

CREATE DATABASE ~db~_b COLLATE utf8mb4_bin;

DROP INDEX IF EXISTS users_ibfk_1 ON users;

ALTER TABLE cars DROP COLUMN created_at;

ALTER TABLE `Weird Name` CHANGE COLUMN `Order` meta time(2) AFTER a_column_with_a_name_that_is_rather_long_as_well;

CREATE TRIGGER tr1 AFTER DELETE ON users FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

DROP PROCEDURE IF EXISTS nowhere;

CREATE TABLE Logs LIKE items;

ALTER TABLE users CHANGE a_column_with_a_name_that_is_rather_long_as_well age datetime NOT NULL;

ALTER TABLE `Logs` DROP created_at;

CREATE TABLE ~db~_b.tags (id int AUTO_INCREMENT PRIMARY KEY, name enum('a', 'b') NULL, meta text NOT NULL, UNIQUE INDEX (id, name)) WITH SYSTEM VERSIONING;

DROP TABLE `Weird Name`;

ALTER TABLE `Logs` ADD COLUMN meta fixed(6,2) NOT NULL;

DROP TRIGGER tr1;

ALTER TABLE items CONVERT TO CHARACTER SET utf8mb4;

ALTER TABLE items RENAME TO a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b CHANGE id flag fixed(6,2) AFTER total;

DROP INDEX IF EXISTS i1 ON users;

DROP INDEX IF EXISTS name ON cars;

CREATE PROCEDURE f3() BEGIN SELECT 1; SELECT 2; END;

CREATE INDEX users_ibfk_1 ON cars (`Order`(10));

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD IF NOT EXISTS note integer NOT NULL DEFAULT CURRENT_TIMESTAMP(6);

DROP INDEX IF EXISTS users_ibfk_1 ON cars;

CREATE TABLE orders (id smallint AUTO_INCREMENT PRIMARY KEY, name set('a','b'), total varchar(255) COMPRESSED) WITH SYSTEM VERSIONING;

