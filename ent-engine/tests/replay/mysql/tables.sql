CREATE TABLE `users` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  name varchar(255) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'x' COMMENT 'the name',
  kind enum('a','b') NULL DEFAULT 'a',
  at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  flag tinyint(1) DEFAULT 0 CHECK (flag < 2),
  total decimal(10,2) GENERATED ALWAYS AS (flag * 2) STORED,
  doc json,
  PRIMARY KEY (`id`),
  UNIQUE KEY (name),
  KEY (name, kind),
  KEY `named` (name(10) DESC) USING BTREE COMMENT 'ix',
  FULLTEXT KEY ft (name),
  CHECK (flag > 0),
  CONSTRAINT c1 CHECK (flag > -1) NOT ENFORCED
) ENGINE=InnoDB AUTO_INCREMENT=10 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC COMMENT='People';
CREATE TABLE pets (
  id int PRIMARY KEY,
  owner bigint unsigned,
  friend bigint unsigned,
  mate bigint unsigned,
  inline_one bigint unsigned REFERENCES users (id),
  KEY friend_ix (friend, mate),
  FOREIGN KEY (owner) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_friend FOREIGN KEY (friend) REFERENCES users (id),
  CONSTRAINT fk_mate FOREIGN KEY (mate) REFERENCES users (id)
) ENGINE=InnoDB;
CREATE TABLE parts (id int PRIMARY KEY) ENGINE=MyISAM /*!50100 PARTITION BY HASH (id) PARTITIONS 4 */;
CREATE INDEX serves ON pets (owner, id);
ALTER TABLE pets ADD COLUMN a int AFTER id, ADD COLUMN z int FIRST, ADD (b int, c int);
ALTER TABLE pets CHANGE a aa bigint NOT NULL DEFAULT 5 AFTER owner, MODIFY b text, DROP COLUMN c, ADD UNIQUE (aa), ADD INDEX b_ix (b(5));
ALTER TABLE pets RENAME TO beasts, RENAME INDEX b_ix TO bb_ix;
ALTER TABLE beasts DROP FOREIGN KEY fk_mate, DROP INDEX fk_mate, ALTER COLUMN aa SET DEFAULT 7;
RENAME TABLE users TO people;
ALTER TABLE people CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER TABLE people DROP PRIMARY KEY, ADD PRIMARY KEY (id, name);
CREATE TABLE copy LIKE people;
INSERT INTO people VALUES (1);
SET FOREIGN_KEY_CHECKS=0;
DROP TABLE IF EXISTS people, nothing;
