# a comment of the shell kind
SET NAMES utf8mb4; SET time_zone = "+00:00"; SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO"; SET AUTOCOMMIT = 0; START TRANSACTION;
CREATE TABLE IF NOT EXISTS `acc` (
  `id` int(11) UNSIGNED NOT NULL,
  `uuid` char(36) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL DEFAULT '',
  `flag` tinyint(1) DEFAULT '0', `b` bit(1) DEFAULT b'0', `price` double(10,2) unsigned DEFAULT '0.00', `f` float unsigned,
  `yn` enum('Y','N') COLLATE utf8_unicode_ci NOT NULL DEFAULT 'N',
  `ts` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00', `dt` datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  `nm` VARCHAR(50) COLLATE 'utf8mb4_bin' NULL DEFAULT NULL COMMENT '', `z` int(8) UNSIGNED ZEROFILL DEFAULT NULL
) ENGINE=INNODB, DEFAULT CHARSET=utf8 COMMENT "double quoted", AUTO_INCREMENT = 7;
ALTER TABLE `acc` ADD PRIMARY KEY (`id`), ADD KEY `nm` (`nm`) USING BTREE, ADD UNIQUE KEY `u` (`uuid`,`yn`);
ALTER TABLE `acc` MODIFY `id` int(11) UNSIGNED NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=5;
COMMIT;
CREATE TABLE item (id bigint not null auto_increment, acc_id int unsigned, t varchar(255), body longtext, primary key (id)) engine=InnoDB;
alter table item add constraint UK_abc unique (t), add constraint unique key (acc_id, t);
alter table item add constraint FKabc foreign key (acc_id) references acc (id);
alter table item add constraint `pkname` check (t <> '');
ALTER TABLE item ADD COLUMN `n` INT NULL DEFAULT NULL AFTER `acc_id`, ADD FULLTEXT INDEX `ft` (`title`, `body`), CHANGE COLUMN `t` `title` VARCHAR(191) CHARACTER SET 'utf8mb4' COLLATE 'utf8mb4_general_ci' NULL DEFAULT NULL;
ALTER IGNORE TABLE item ADD INDEX `nn` (`n` ASC), ALTER COLUMN n SET DEFAULT '7';
INSERT INTO acc (id, uuid) VALUES (1, 'x') ON DUPLICATE KEY UPDATE uuid = VALUES(uuid);
UPDATE item i JOIN acc a ON a.id = i.acc_id SET i.title = a.uuid; DELETE i FROM item i WHERE 0; REPLACE INTO acc (id) VALUES (3); TRUNCATE TABLE item;
CREATE SEQUENCE hibernate_sequence START WITH 1 INCREMENT BY 1;
CREATE TABLE hs (next_val bigint) engine=InnoDB; insert into hs values ( 1 );
GRANT SELECT ON *.* TO 'root'@'localhost'; FLUSH PRIVILEGES;
CREATE TABLE pk (id int not null, day date not null, v varchar(10), primary key (id, day)) PARTITION BY KEY() PARTITIONS 3;
CREATE TABLE IF NOT EXISTS acc (other int);
CREATE INDEX IF NOT EXISTS nm2 ON acc (nm(10), flag DESC); DROP INDEX nm2 ON acc;
ALTER TABLE acc DROP KEY nm, ADD COLUMN (x1 int, x2 int), RENAME INDEX u TO uu;
ALTER TABLE acc DROP PRIMARY KEY, CHANGE id id int(11) unsigned NOT NULL, ADD PRIMARY KEY (id);
CREATE TABLE `weird ``name` (`select` int, `a b` varchar(10) default 'q''q', `ü` int, KEY `k ü` (`ü`));
CREATE TABLE tree (id int primary key, parent int, lft int, index (parent, lft), constraint tree_fk foreign key (parent) references tree (id) on delete cascade on update cascade);
ALTER TABLE tree DROP FOREIGN KEY tree_fk; ALTER TABLE tree ADD CONSTRAINT FOREIGN KEY (parent) REFERENCES tree (id);
CREATE TABLE m2m (a_id int, b_id int, PRIMARY KEY (a_id, b_id), CONSTRAINT c_a FOREIGN KEY (a_id) REFERENCES tree (id), CONSTRAINT c_b FOREIGN KEY (b_id) REFERENCES tree (id));
ALTER TABLE m2m DROP FOREIGN KEY c_a, DROP PRIMARY KEY, ADD COLUMN id int AUTO_INCREMENT PRIMARY KEY FIRST, ADD CONSTRAINT c_a2 FOREIGN KEY (a_id) REFERENCES tree (id);
DROP TABLE IF EXISTS nope CASCADE;
CREATE TABLE big (a varchar(21000), b text(300), c varchar(255) not null default 'x' collate utf8mb4_general_ci, d tinytext, e varchar(10) null unique, f int unsigned default null comment 'multi
line');
ANALYZE TABLE big; OPTIMIZE TABLE big; CHECK TABLE big;
CREATE TABLE dflt (a date default '1970-01-01', t time default '00:00:00', y year default '2000', ts timestamp(3) default current_timestamp(3), d decimal(19,4) default 0.0000, s set('a','b') default 'a', i int default 0x10, bl blob default null, tt text not null default '', v varchar(5) default 'ab   ', n numeric(3) default 1e2, g geometry default null);
