CREATE TABLE `Weird Name` (a_column_with_a_name_that_is_rather_long_as_well char CHECK (a_column_with_a_name_that_is_rather_long_as_well <> 'x'), `Order` enum('small','big') NULL, parent_id bool NOT NULL DEFAULT x'41', meta varchar(191) COLLATE utf8mb4_unicode_ci, created_at varchar(10) NOT NULL DEFAULT (concat('a', 'b')), CHECK (created_at <> 100) NOT ENFORCED, CHECK (a_column_with_a_name_that_is_rather_long_as_well IN (1, 2))) ENCRYPTION='N';

CREATE TABLE tags LIKE `Weird Name`;

CREATE TABLE Logs SELECT * FROM `Weird Name`;

CREATE TABLE cars LIKE tags;

CREATE DATABASE ~db~_a;

ALTER TABLE `Logs` ADD KEY (`Order`);

ALTER TABLE cars COMMENT='x', DEFAULT CHARSET=utf8mb4;

DROP TRIGGER IF EXISTS tr1;

CREATE PROCEDURE f3(a int) SELECT 1;

ALTER TABLE tags MODIFY `Order` char DEFAULT 1;

ALTER TABLE cars ADD COLUMN note year COMMENT '';

RENAME TABLE `Logs` TO users;

DROP TABLE users;

ALTER TABLE tags DROP `Order`;

ALTER TABLE tags DROP parent_id;

ALTER TABLE `Weird Name` DISABLE KEYS;

DROP EVENT IF EXISTS nowhere;

ALTER TABLE cars ALTER COLUMN note DROP DEFAULT;

ALTER TABLE tags RENAME TO Logs;

ALTER TABLE `Logs` ADD KEY i1 (created_at), MODIFY a_column_with_a_name_that_is_rather_long_as_well mediumint;

ALTER TABLE cars MODIFY parent_id time COMMENT '' INVISIBLE, DROP COLUMN `Order`;

/*!40000 ALTER TABLE `Weird Name` ENABLE KEYS */;

CREATE INDEX i1 ON `Weird Name` (parent_id ASC);

CREATE FUNCTION f3(a int, b varchar(10)) RETURNS varchar(20) DETERMINISTIC RETURN 1;

CREATE VIEW `View One` AS SELECT x.* FROM `Weird Name` x WHERE x.created_at IS NOT NULL;

CREATE DATABASE ~db~_b;

CREATE INDEX name ON `Weird Name` (a_column_with_a_name_that_is_rather_long_as_well);

DROP VIEW `View One`;

ALTER TABLE `Weird Name` ADD CHECK (created_at IN ('a', 'b'));

