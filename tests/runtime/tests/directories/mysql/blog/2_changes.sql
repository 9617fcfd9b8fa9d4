# Several changes in one statement.
ALTER TABLE articles
  ADD COLUMN `slug` varchar(80) NULL AFTER `author`,
  ADD UNIQUE KEY (`slug`),
  CHANGE COLUMN `seen` `last_seen` datetime(3) DEFAULT NULL FIRST,
  ALTER COLUMN `status` SET DEFAULT 'draft',
  ADD INDEX `recent` (`last_seen`, `id`);
ALTER TABLE comments RENAME TO remarks;
ALTER TABLE remarks ADD COLUMN depth tinyint(1) NOT NULL DEFAULT '0', ADD COLUMN score int GENERATED ALWAYS AS (`depth` * 2) STORED;
