CREATE TABLE users (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL  (place));

CREATE TABLE Logs SELECT * FROM users;

CREATE TABLE `order` (id binary(16) PRIMARY KEY, created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, flag bigint GENERATED ALWAYS AS (id + 1) ) COMMENT='a comment';

CREATE TABLE IF NOT EXISTS users LIKE `order`;

ALTER TABLE `Logs` COMMENT='new comment';

ALTER TABLE `order` DROP PRIMARY KEY;

ALTER TABLE users DROP PRIMARY KEY;

ALTER TABLE `order` RENAME orders;

ALTER TABLE `Logs` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

DROP TABLE `Logs`;

/*!40101 SET NAMES utf8mb4 */;

ALTER TABLE orders CHANGE created_at a_column_with_a_name_that_is_rather_long_as_well character varying(10) DEFAULT (json_object()) NOT NULL;

ALTER TABLE users CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

/*!40000 ALTER TABLE users DISABLE KEYS */;

RENAME TABLE users TO pets;

CREATE TABLE `Weird Name` (id int NOT NULL, a int) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));

CREATE TABLE tags (id int NOT NULL, a int, PRIMARY KEY (id)) PARTITION BY HASH (id) PARTITIONS 3;

CREATE TABLE items (id binary(16) PRIMARY KEY, flag enum('small','big') NULL, note int, INDEX (flag), INDEX i1 (id)) ENCRYPTION='N';

CREATE TRIGGER tr2 BEFORE UPDATE ON orders FOR EACH ROW BEGIN IF @x > 1 THEN SET @x = 2; END IF; END;

CREATE PROCEDURE f2() BEGIN DECLARE x int DEFAULT 0; IF x > 0 THEN SET x = 1; ELSE SET x = 2; END IF; WHILE x < 5 DO SET x = x + 1; END WHILE; END;

ALTER TABLE items RENAME a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

DROP TABLE IF EXISTS orders;

ALTER TABLE tags MODIFY COLUMN a varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT 'it''s';

CREATE UNIQUE INDEX age_2 ON tags (id, a(4));

CREATE INDEX age_2 ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (note);

SET sql_require_primary_key = 0;

CREATE TRIGGER tr3 AFTER UPDATE ON a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b FOR EACH ROW BEGIN IF @x > 1 THEN SET @x = 2; END IF; END;

ALTER TABLE pets DROP KEY place;

ALTER TABLE tags MODIFY a double AFTER id;

CREATE FUNCTION f2(a int, b varchar(10)) RETURNS int READS SQL DATA RETURN 1;

ALTER TABLE `Weird Name` ALTER COLUMN id DROP DEFAULT;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b MODIFY flag bool;

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b RENAME COLUMN id TO `Order`;

CREATE TABLE items (id int NOT NULL, a int) PARTITION BY HASH (id) PARTITIONS 3;

