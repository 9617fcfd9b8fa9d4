SET NAMES utf8mb4;
SET FOREIGN_KEY_CHECKS = 0;
DROP TABLE IF EXISTS `comments`, `articles`;
CREATE TABLE `articles` (
  `id` bigint(20) unsigned NOT NULL auto_increment,
  `author` varchar(60) NOT NULL default '',
  `body` longtext NOT NULL,
  `status` varchar(20) NOT NULL default 'publish',
  `seen` timestamp NULL default NULL,
  PRIMARY KEY  (`id`),
  KEY `author_status` (`author`, `status`(10)),
  FULLTEXT KEY `words` (`body`)
) ENGINE=InnoDB AUTO_INCREMENT=10 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='what it''s about';
CREATE TABLE `comments` (
  `id` int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `article` bigint(20) unsigned DEFAULT NULL,
  `said` varchar(200) DEFAULT 'nothing;\n' COMMENT 'a "quoted" text',
  KEY (`article`),
  CONSTRAINT `comment_article` FOREIGN KEY (`article`) REFERENCES `articles` (`id`) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE=InnoDB;
SET FOREIGN_KEY_CHECKS = 1;
INSERT INTO `comments` (`said`) VALUES ('it''s; \'fine\''), ("-- no comment");
