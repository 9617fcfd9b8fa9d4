CREATE TABLE IF NOT EXISTS orders (id int AUTO_INCREMENT PRIMARY KEY, total varchar(10) NOT NULL DEFAULT '2020-01-01', name enum('x','y','it''s') CHARACTER SET latin1) WITH SYSTEM VERSIONING;

CREATE TABLE cars (LIKE orders);

CREATE TABLE IF NOT EXISTS cars (id int PRIMARY KEY, kind varchar(191), kind mediumtext NULL INVISIBLE, INDEX (id)) STATS_PERSISTENT=0;

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (id binary(16) PRIMARY KEY, total text CHARACTER SET ascii NOT NULL DEFAULT "x", name character varying(255), KEY i2 (name), INDEX (id ASC)) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8;

CREATE EVENT e2 ON SCHEDULE EVERY 1 HOUR DO DELETE FROM a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

ALTER TABLE orders RENAME TO `order`;

ALTER TABLE cars ALTER total DROP DEFAULT;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b DROP COLUMN id;

TRUNCATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

CREATE UNIQUE INDEX age_2 ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (name(10));

DROP FUNCTION IF EXISTS f3;

DROP TABLE cars CASCADE;

/*!40101 CREATE TABLE pets (a int) */;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD INDEX users_ibfk_1 (name);

RENAME TABLE `order` TO users;

ALTER TABLE users COMMENT '';

CREATE OR REPLACE FUNCTION f1() RETURNS int RETURN 2;

CREATE OR REPLACE TABLE cars (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD CHECK (length(total) < 3);

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b RENAME INDEX age_2 TO age_2;

CREATE OR REPLACE FUNCTION f3() RETURNS int RETURN 2;

CREATE PROCEDURE f2(a int) SELECT 1;

CREATE TABLE `order` LIKE pets;

ALTER TABLE cars ADD meta timestamp NOT NULL;

CREATE INDEX `Index One` ON users (id ASC);

CREATE INDEX i1 USING BTREE ON users (id, name);

CREATE OR REPLACE PROCEDURE f1() BEGIN SELECT 3; END;

DROP TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

ALTER TABLE pets ADD COLUMN IF NOT EXISTS created_at timestamp DEFAULT CURRENT_TIMESTAMP;

ALTER TABLE `order` DISABLE KEYS;

ALTER TABLE `order` ADD CONSTRAINT users_chk_1 CHECK (coalesce(a, 0) < 5);

CREATE OR REPLACE FUNCTION f1() RETURNS int RETURN 2;

/*!40101 SET NAMES utf8mb4 */;

CREATE DATABASE ~db~_b;

