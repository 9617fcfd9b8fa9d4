CREATE TABLE `order` (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL INDEX (place));

CREATE TABLE IF NOT EXISTS `order` (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, age varchar(50) GENERATED ALWAYS AS (id * 2) VIRTUAL, kind enum('small','big') NOT NULL DEFAULT 1, total varchar(50) GENERATED ALWAYS AS (lower(age)) STORED, note char(10) NOT NULL, CONSTRAINT pets_ibfk_1 FOREIGN KEY (age, kind) REFERENCES `order` (place, id), CONSTRAINT c2 FOREIGN KEY (total, note) REFERENCES `order` (place, id), INDEX `Index One` (note)) COLLATE=utf8mb4_0900_ai_ci;

CREATE TABLE tags LIKE `order`;

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (LIKE `order`);

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE FUNCTION f3(a int) RETURNS int READS SQL DATA RETURN 1;

ALTER TABLE `order` MODIFY id date INVISIBLE AFTER place;

CREATE INDEX age_2 USING BTREE ON `order` (id);

DROP TABLE `order`;

DROP TABLE tags;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b DROP place;

CREATE INDEX i2 ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ((id + 1));

RENAME TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b TO `order`;

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b LIKE `order`;

DROP INDEX `PRIMARY` ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

CREATE TABLE cars (id int PRIMARY KEY, place polygon NOT NULL, SPATIAL  i2 (place));

CREATE OR REPLACE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW v1 (a, b) AS SELECT * FROM cars;

/*!40101 CREATE TABLE orders (a int) */;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD COLUMN note decimal NOT NULL DEFAULT 0 AFTER id;

CREATE INDEX i1 ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (note);

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b DROP note;

DROP VIEW IF EXISTS v1;

CREATE INDEX users_ibfk_1 ON cars (id DESC);

DROP INDEX i2 ON `order`;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

ALTER TABLE cars ADD COLUMN name bigint unsigned NULL FIRST;

DROP TEMPORARY TABLE IF EXISTS tmp1;

