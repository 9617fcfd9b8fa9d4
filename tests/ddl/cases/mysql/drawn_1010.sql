CREATE TABLE Logs (id int(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, a_column_with_a_name_that_is_rather_long_as_well bigint(20) unsigned, `Order` tinytext) CHARSET=utf8mb3;

CREATE TABLE IF NOT EXISTS `Weird Name` (id int AUTO_INCREMENT UNIQUE KEY, a_column_with_a_name_that_is_rather_long_as_well char(10), created_at bigint NULL, age timestamp, name numeric(8) DEFAULT 42) ENCRYPTION='N';

CREATE TABLE orders (id smallint NOT NULL AUTO_INCREMENT PRIMARY KEY, total datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), kind date) CHARSET=utf8mb3;

CREATE TABLE `order` (id int(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, total varchar(10) NOT NULL DEFAULT (uuid()), flag char(10) COMMENT '', KEY i1 (total)) CHARSET=utf8mb3;

ALTER TABLE orders ORDER BY kind;

CREATE TABLE users LIKE `Weird Name`;

CREATE PROCEDURE f1(a int) BEGIN DECLARE x int DEFAULT 0; IF x > 0 THEN SET x = 1; ELSE SET x = 2; END IF; WHILE x < 5 DO SET x = x + 1; END WHILE; END;

DROP TABLE `Logs`;

ALTER TABLE `order` MODIFY id bigint unsigned;

/*!40000 ALTER TABLE orders ENABLE KEYS */;

ALTER TABLE orders RENAME TO pets;

CREATE FUNCTION f2(a int, b varchar(10)) RETURNS varchar(20) DETERMINISTIC RETURN 1;

CREATE INDEX users_ibfk_1 ON `order` (id ASC) COMMENT 'it''s';

CREATE TRIGGER tr2 AFTER UPDATE ON users FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END;

CREATE TABLE Logs LIKE `order`;

CREATE INDEX `Index One` ON pets (kind);

ALTER TABLE `order` DROP PRIMARY KEY;

RENAME TABLE pets TO swap1, `Logs` TO tags;

DROP TABLE IF EXISTS `order`;

DROP TABLE tags CASCADE;

ALTER TABLE `Weird Name` ALTER COLUMN a_column_with_a_name_that_is_rather_long_as_well DROP DEFAULT;

CREATE INDEX users_ibfk_1 ON users (a_column_with_a_name_that_is_rather_long_as_well);

CREATE INDEX age_2 ON `Weird Name` (name);

ALTER TABLE users DROP COLUMN id;

DROP VIEW IF EXISTS nowhere;

CREATE INDEX i1 ON users ((created_at + 1));

CREATE INDEX name ON `Weird Name` (id DESC) COMMENT '';

ALTER TABLE swap1 DROP kind;

ALTER TABLE `Weird Name` ALTER a_column_with_a_name_that_is_rather_long_as_well DROP DEFAULT;

CREATE TABLE orders (id int NOT NULL, a int, PRIMARY KEY (id)) PARTITION BY HASH (id) PARTITIONS 3;

ALTER TABLE swap1 PARTITION BY HASH (id) PARTITIONS 4;

CREATE OR REPLACE VIEW v2 AS SELECT x.* FROM users x WHERE x.name IS NOT NULL;

DROP EVENT IF EXISTS e1;

ALTER TABLE swap1 TRUNCATE PARTITION p0;

CREATE TRIGGER tr3 AFTER INSERT ON users FOR EACH ROW BEGIN IF @x > 1 THEN SET @x = 2; END IF; END;

ALTER TABLE swap1 CONVERT TO CHARACTER SET latin1;

