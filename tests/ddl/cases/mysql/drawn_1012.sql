CREATE TABLE Logs (a_column_with_a_name_that_is_rather_long_as_well varbinary(20), created_at text, kind varchar(50) GENERATED ALWAYS AS (created_at * 2) VIRTUAL, `Order` varchar(50) AS (a_column_with_a_name_that_is_rather_long_as_well * 2) STORED, parent_id tinyint) DEFAULT CHARACTER SET latin1;

CREATE TABLE IF NOT EXISTS users (LIKE `Logs`);

CREATE TABLE pets LIKE users;

CREATE TABLE IF NOT EXISTS users (LIKE `Logs`);

/*!40000 ALTER TABLE `Logs` ENABLE KEYS */;

SET sql_require_primary_key = 0;

CREATE EVENT IF NOT EXISTS e1 ON SCHEDULE EVERY 1 DAY DO DELETE FROM users;

CREATE TABLE `order` (LIKE users);

CREATE FULLTEXT INDEX `Index One` ON `order` (created_at);

CREATE TABLE IF NOT EXISTS pets (id int PRIMARY KEY, a_column_with_a_name_that_is_rather_long_as_well bigint, parent_id tinytext, `Order` integer, meta timestamp, CONSTRAINT c2 CHECK (id = 0), KEY age_2 (parent_id) INVISIBLE, FULLTEXT KEY users_ibfk_1 (`Order`)) CHARSET=utf8mb3;

ALTER TABLE pets CHANGE COLUMN parent_id parent_id text CHARACTER SET ascii;

ALTER TABLE `Logs` CONVERT TO CHARACTER SET utf8mb4;

CREATE INDEX i2 ON `order` ((parent_id + 1));

CREATE TRIGGER tr2 BEFORE INSERT ON `order` FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

DROP TABLE users;

ALTER TABLE `order` ALTER COLUMN a_column_with_a_name_that_is_rather_long_as_well SET DEFAULT 0;

DROP TABLE `order` CASCADE;

CREATE PROCEDURE f1() SELECT 1;

CREATE INDEX name ON `Logs` (a_column_with_a_name_that_is_rather_long_as_well, kind);

CREATE INDEX i2 ON `Logs` (parent_id, kind DESC);

ALTER TABLE `Logs` MODIFY created_at varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

DROP INDEX i2 ON `Logs`;

CREATE TABLE orders (id int(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, meta timestamp NULL, created_at mediumint NULL, age blob NOT NULL DEFAULT (1 + 1), email double NOT NULL) COLLATE utf8mb4_unicode_ci;

CREATE PROCEDURE f2(IN a int, OUT b int) BEGIN DECLARE x int DEFAULT 0; IF x > 0 THEN SET x = 1; ELSE SET x = 2; END IF; WHILE x < 5 DO SET x = x + 1; END WHILE; END;

CREATE VIEW v3 AS SELECT * FROM pets;

ALTER TABLE `Logs` COMMENT='new comment';

ALTER TABLE orders DROP age;

DROP VIEW v3;

CREATE UNIQUE INDEX i1 ON pets (kind DESC, a_column_with_a_name_that_is_rather_long_as_well);

CREATE EVENT e2 ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1;

ALTER TABLE orders CHANGE email email bigint(20) unsigned NOT NULL;

ALTER TABLE pets ALTER `Order` DROP DEFAULT;

ALTER TABLE `Logs` MODIFY `Order` decimal(10,2) unsigned NULL AFTER a_column_with_a_name_that_is_rather_long_as_well;

ALTER TABLE `Logs` ADD COLUMN name mediumtext;

CREATE TRIGGER tr2 BEFORE INSERT ON orders FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

ALTER TABLE pets RENAME INDEX i1 TO i1;

CREATE TRIGGER tr1 AFTER INSERT ON pets FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

ALTER TABLE orders DROP COLUMN meta, MODIFY id smallint, DROP COLUMN created_at, ALGORITHM=COPY;

ALTER TABLE `Logs` RENAME TO cars;

ALTER TABLE cars ADD CHECK (lower(kind) = created_at);

CREATE FUNCTION f3(a int) RETURNS int NO SQL RETURN 1;

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (id int NOT NULL, a int) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));

ALTER TABLE orders CHANGE COLUMN email name varchar(255) NULL AFTER id;

