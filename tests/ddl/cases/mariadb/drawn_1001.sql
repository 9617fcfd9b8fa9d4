CREATE TABLE users (id serial, a_column_with_a_name_that_is_rather_long_as_well text CHARACTER SET ascii NULL COMMENT 'it''s', `Order` date) PAGE_COMPRESSED=1 PARTITION BY LIST (id) (PARTITION p0 VALUES IN (1, 2), PARTITION p1 VALUES IN (3));

CREATE TABLE `order` AS SELECT * FROM users;

CREATE OR REPLACE TABLE `Weird Name` (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

CREATE TABLE pets LIKE `order`;

CREATE OR REPLACE SEQUENCE q2;

ALTER TABLE `Weird Name` RENAME TO cars;

CREATE OR REPLACE TRIGGER tr3 BEFORE INSERT ON `order` FOR EACH ROW SET @z = 1;

ALTER TABLE cars ADD COLUMN IF NOT EXISTS email bit;

ALTER TABLE users COMMENT='x', DEFAULT CHARSET=utf8mb4;

CREATE PROCEDURE f2(a int) BEGIN SELECT 1; SELECT 2; END;

ALTER TABLE users RENAME TO users;

CREATE TABLE IF NOT EXISTS `order` (a_column_with_a_name_that_is_rather_long_as_well datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), meta char(10) CHECK (meta = 0), email enum('a', 'b'), age char(10) NOT NULL, flag timestamp NOT NULL) DEFAULT CHARACTER SET latin1;

ALTER TABLE pets ADD UNIQUE KEY (a_column_with_a_name_that_is_rather_long_as_well(10));

DROP TRIGGER IF EXISTS nowhere;

DROP TEMPORARY TABLE IF EXISTS tmp1;

CREATE UNIQUE INDEX `Index One` ON pets (id, `Order`);

DROP INDEX IF EXISTS i2 ON pets;

DROP SEQUENCE q2;

DROP INDEX `Index One` ON pets;

/*!40000 ALTER TABLE users ENABLE KEYS */;

ALTER TABLE cars ALTER b DROP DEFAULT;

ALTER TABLE cars MODIFY email bool COMMENT 'some text';

ALTER TABLE pets DROP COLUMN IF EXISTS a_column_with_a_name_that_is_rather_long_as_well;

CREATE OR REPLACE FUNCTION f2() RETURNS int RETURN 2;

ALTER TABLE pets ADD COLUMN flag longtext;

CREATE INDEX i2 USING BTREE ON pets (`Order` DESC);

ALTER TABLE cars MODIFY COLUMN a varchar(50) BINARY DEFAULT CURRENT_TIMESTAMP(3);

CREATE SEQUENCE q1;

ALTER TABLE users TRUNCATE PARTITION p0;

CREATE INDEX age_2 ON users (`Order` DESC);

ALTER TABLE pets PARTITION BY HASH (id) PARTITIONS 4;

DROP TABLE pets;

ALTER TABLE `order` RENAME COLUMN id TO name;

DROP INDEX IF EXISTS name ON cars;

DROP TABLE `order` WAIT 5;

ALTER TABLE cars DROP KEY b;

CREATE TABLE orders (id int NOT NULL, a int, PRIMARY KEY (id)) PARTITION BY HASH (id) PARTITIONS 3;

ALTER TABLE orders RENAME COLUMN id TO meta;

DELETE FROM orders;

CREATE INDEX i1 ON users (a_column_with_a_name_that_is_rather_long_as_well(4), `Order`);

ALTER TABLE users RENAME TO `Weird Name`;

CREATE INDEX i2 ON orders (meta, a);

ALTER TABLE `Weird Name` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX name ON `Weird Name` (a_column_with_a_name_that_is_rather_long_as_well(10));

ALTER TABLE `Weird Name` PARTITION BY HASH (id) PARTITIONS 4;

RENAME TABLE orders TO pets;

DROP INDEX IF EXISTS users_ibfk_1 ON cars;

ALTER TABLE pets ADD PARTITION PARTITIONS 2;

SET SESSION sql_mode = '';

CREATE FUNCTION f1(a int, b varchar(10)) RETURNS int READS SQL DATA RETURN 1;

ALTER TABLE `Weird Name` CHANGE a_column_with_a_name_that_is_rather_long_as_well parent_id enum('small','big') NOT NULL;

RENAME TABLE cars TO orders;

TRUNCATE TABLE orders;

RENAME TABLE `Weird Name` TO cars;

SET sql_mode = DEFAULT;

