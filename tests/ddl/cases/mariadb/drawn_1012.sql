CREATE TABLE Logs (a_column_with_a_name_that_is_rather_long_as_well varbinary(20), created_at text, kind varchar(50) GENERATED ALWAYS AS (created_at * 2) VIRTUAL, `Order` varchar(50) AS (a_column_with_a_name_that_is_rather_long_as_well * 2) STORED, parent_id tinyint) DEFAULT CHARACTER SET latin1;

CREATE OR REPLACE TABLE pets (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

CREATE TABLE users LIKE `Logs`;

CREATE TABLE orders (id int AUTO_INCREMENT PRIMARY KEY, age varbinary(20) NOT NULL DEFAULT "x", note datetime NOT NULL DEFAULT (uuid())) ROW_FORMAT=DYNAMIC;

DROP FUNCTION IF EXISTS nowhere;

CREATE PROCEDURE f2(a int) BEGIN DECLARE x int DEFAULT 0; IF x > 0 THEN SET x = 1; ELSE SET x = 2; END IF; WHILE x < 5 DO SET x = x + 1; END WHILE; END;

DROP TABLE pets;

ALTER TABLE users CHANGE IF EXISTS age age bigint;

CREATE INDEX i1 ON users (kind, `Order`);

CREATE DATABASE IF NOT EXISTS ~db~_b COLLATE utf8mb4_bin;

DROP INDEX IF EXISTS `PRIMARY` ON `Logs`;

CREATE INDEX age_2 ON users (kind, a_column_with_a_name_that_is_rather_long_as_well);

DROP TABLE IF EXISTS users;

ALTER TABLE orders ADD COLUMN IF NOT EXISTS name mediumtext NOT NULL DEFAULT (1 + 1);

CREATE FUNCTION f3(a int, b varchar(10)) RETURNS varchar(20) DETERMINISTIC RETURN 1;

ALTER TABLE `Logs` RENAME TO items;

CREATE UNIQUE INDEX name USING BTREE ON orders (age);

DROP TABLE IF EXISTS tmp1;

CREATE TABLE IF NOT EXISTS cars (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, total varchar(10), meta text, CONSTRAINT UNIQUE INDEX (id, total(4)));

CREATE TABLE IF NOT EXISTS orders (id int AUTO_INCREMENT UNIQUE KEY, name dec(5,1) DEFAULT NULL, meta time NULL) COMMENT='a comment';

CREATE DATABASE IF NOT EXISTS ~db~_a;

ALTER TABLE cars RENAME TO users;

CREATE TABLE pets (id smallint NOT NULL AUTO_INCREMENT PRIMARY KEY, email char(10) NULL, total enum('a', 'b') NOT NULL DEFAULT CURRENT_TIMESTAMP(3), FULLTEXT i1 (email), INDEX users_ibfk_1 (email)) ROW_FORMAT=DYNAMIC;

ALTER TABLE items ALTER `Order` DROP DEFAULT;

CREATE TRIGGER tr1 BEFORE UPDATE ON pets FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

ALTER TABLE users PARTITION BY HASH (id) PARTITIONS 4;

DROP INDEX IF EXISTS users_ibfk_1 ON pets;

CREATE FUNCTION f1(a int) RETURNS int NO SQL RETURN 1;

CREATE INDEX age_2 ON orders (note);

ALTER TABLE items CHANGE COLUMN `Order` age mediumint(5);

CREATE INDEX age_2 ON items (kind, parent_id DESC);

ALTER TABLE items RENAME INDEX age_2 TO name;

DROP TABLE users;

CREATE OR REPLACE PROCEDURE f1() BEGIN SELECT 3; END;

ALTER TABLE orders RENAME COLUMN note TO note;

ALTER TABLE orders RENAME INDEX age_2 TO users_ibfk_1;

ALTER TABLE orders CONVERT TO CHARACTER SET latin1;

ALTER TABLE orders ALTER COLUMN note DROP DEFAULT;

CREATE EVENT IF NOT EXISTS e1 ON SCHEDULE EVERY 1 HOUR ON COMPLETION PRESERVE DISABLE DO BEGIN SELECT 1; END;

DROP FUNCTION IF EXISTS nowhere;

USE ~db~_a;

CREATE OR REPLACE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

ALTER TABLE ~db~_a.a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b RENAME COLUMN b TO email;

