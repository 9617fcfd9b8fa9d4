CREATE OR REPLACE TABLE users (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

CREATE TABLE cars LIKE users;

CREATE OR REPLACE TABLE users (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

CREATE TABLE `Weird Name` (id int PRIMARY KEY, place polygon NOT NULL, SPATIAL  age_2 (place));

CREATE VIEW v2 AS SELECT 1 AS a, 'x' AS b;

ALTER TABLE `Weird Name` ADD INDEX IF NOT EXISTS i1 (place);

ALTER TABLE users ADD KEY `Index One` (b);

ALTER TABLE users MODIFY a varchar(191) CHARACTER SET latin1;

CREATE DATABASE IF NOT EXISTS ~db~_b;

ALTER TABLE users RENAME a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b DROP IF EXISTS id;

ALTER TABLE `Weird Name` DROP KEY age_2;

CREATE TRIGGER tr3 BEFORE INSERT ON cars FOR EACH ROW SET @x = 1;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD email datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(3);

ALTER TABLE `Weird Name` ADD COLUMN meta int unsigned NOT NULL;

ALTER TABLE `Weird Name` ADD UNIQUE KEY name (id ASC), CHANGE meta name tinytext DEFAULT (1 + 1), ALGORITHM=COPY;

ALTER TABLE cars ALTER COLUMN b SET DEFAULT NULL;

SET FOREIGN_KEY_CHECKS = 1;

DROP VIEW IF EXISTS v2;

SET FOREIGN_KEY_CHECKS = 1;

CREATE OR REPLACE FUNCTION f1() RETURNS int RETURN 2;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b CHANGE a a_column_with_a_name_that_is_rather_long_as_well mediumint DEFAULT NULL FIRST;

