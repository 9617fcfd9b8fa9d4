CREATE TABLE items (id varchar(36) PRIMARY KEY, email text CHARACTER SET ascii DEFAULT CURRENT_TIMESTAMP COMMENT "double", parent_id timestamp DEFAULT CURRENT_TIMESTAMP, note timestamp, flag fixed(6,2), FULLTEXT i1 (id)) ENGINE=InnoDB;

CREATE TABLE tags (id int PRIMARY KEY, email bigint AS (lower(id)) VIRTUAL, age timestamp NOT NULL, UNIQUE KEY i2 (email), KEY users_ibfk_1 (email), KEY (id)) PAGE_COMPRESSED=1;

CREATE TABLE orders (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, name bigint unsigned NULL, parent_id text NOT NULL DEFAULT -1, UNIQUE INDEX (name)) PAGE_COMPRESSED=1;

CREATE TABLE cars (id json DEFAULT '', created_at timestamp NOT NULL, age bigint unsigned NOT NULL DEFAULT (1 + 1)) WITH SYSTEM VERSIONING;

ALTER TABLE tags MODIFY COLUMN age bigint(20) unsigned AFTER email;

/*!40101 CREATE TABLE Logs (a int) */;

CREATE FUNCTION f1(a int) RETURNS varchar(20) READS SQL DATA RETURN 1;

RENAME TABLE tags TO swap1, items TO pets;

CREATE TABLE `order` (id int NOT NULL, a int) PARTITION BY HASH (id) PARTITIONS 3;

CREATE TABLE IF NOT EXISTS Logs (id serial, note tinyblob, created_at bigint(20) unsigned, UNIQUE INDEX (note), CONSTRAINT c2 CHECK (created_at < 100), FULLTEXT INDEX age_2 (created_at)) DEFAULT CHARACTER SET latin1;

CREATE INDEX `Index One` ON pets (id ASC, email(4));

CREATE OR REPLACE TABLE Logs (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));

CREATE PROCEDURE f2(a int) BEGIN SELECT 1; SELECT 2; END;

CREATE TABLE tags SELECT * FROM cars;

ALTER TABLE `Logs` RENAME INDEX b TO i1;

CREATE VIEW v2 AS SELECT * FROM tags;

DROP VIEW v2;

ALTER TABLE `Logs` ALTER COLUMN id DROP DEFAULT;

ALTER TABLE pets DROP KEY i1;

CREATE VIEW v2 AS SELECT 1 AS a, 'x' AS b;

