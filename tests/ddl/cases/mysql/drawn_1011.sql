CREATE TABLE users (id int PRIMARY KEY, meta mediumblob, email tinyint(1) NULL) ENCRYPTION='N';

CREATE TABLE Logs (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL  `Index One` (place));

CREATE TABLE items SELECT * FROM users;

CREATE TABLE `Weird Name` (id int PRIMARY KEY, place geometry NOT NULL, SPATIAL INDEX `Index One` (place));

DROP TABLE IF EXISTS tmp1;

ALTER TABLE items DROP COLUMN meta;

CREATE TRIGGER tr2 BEFORE INSERT ON items FOR EACH ROW SET @x = 1;

ALTER TABLE `Weird Name` ADD KEY name (id);

ALTER TABLE `Logs` ADD KEY users_ibfk_1 (id);

ALTER TABLE items ADD COLUMN parent_id char;

ALTER TABLE users MODIFY COLUMN email text AFTER meta;

ALTER TABLE `Weird Name` DROP COLUMN id;

DROP TRIGGER tr2;

CREATE INDEX i2 ON items (parent_id, email);

ALTER TABLE items ROW_FORMAT=COMPACT;

ALTER TABLE `Logs` ALTER INDEX users_ibfk_1 VISIBLE;

/*!40000 ALTER TABLE users ENABLE KEYS */;

RENAME TABLE users TO orders;

ALTER TABLE items CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

/*!40101 SET NAMES utf8mb4 */;

ALTER TABLE orders MODIFY id character varying(191);

ALTER TABLE orders ADD CONSTRAINT c2 CHECK (email IN ('a', 'b'));

ALTER TABLE `Logs` DROP PRIMARY KEY;

OPTIMIZE TABLE orders;

/*!40101 SET NAMES utf8mb4 */;

ALTER TABLE items MODIFY COLUMN id tinytext COMMENT "double";

CREATE TABLE users (id int(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, flag double(8,2) DEFAULT (cast('{}' as json)), email time(2), INDEX (id), KEY (email)) COLLATE=latin1_swedish_ci, COMMENT 'x';

ALTER TABLE `Logs` RENAME COLUMN id TO `Order`;

RENAME TABLE orders TO `order`;

CREATE PROCEDURE f2(IN a int, OUT b int) BEGIN SELECT 1; SELECT 2; END;

SET sql_mode = DEFAULT;

ALTER TABLE users DROP COLUMN flag;

UPDATE `Logs` SET place = NULL;

CREATE DATABASE IF NOT EXISTS ~db~_b;

ALTER TABLE `order` ORDER BY meta;

CREATE INDEX i2 ON users (id ASC);

