-- ent:generated h1:XVs2vXPm7zYRfyjIKPWVcIePMNr3iQYo/c0mxZZjfsM=

-- add new schema named "db1"
CREATE DATABASE `db1`;
-- add new schema named "db2"
CREATE DATABASE `db2`;
-- add new schema named "db3"
CREATE DATABASE `db3`;
-- create "parents" table
CREATE TABLE `db1`.`parents` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  PRIMARY KEY (`id`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "groups" table
CREATE TABLE `db1`.`groups` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `group_parent` bigint NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `name` (`name`),
  CONSTRAINT `groups_parents_parent` FOREIGN KEY (`group_parent`) REFERENCES `db1`.`parents` (`id`) ON UPDATE NO ACTION ON DELETE SET NULL
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "users" table
CREATE TABLE `db3`.`users` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `age` int NOT NULL DEFAULT 18,
  PRIMARY KEY (`id`),
  INDEX `user_name_age` (`name`, `age`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "group_members" table
CREATE TABLE `db1`.`group_members` (
  `group_id` bigint NOT NULL,
  `user_id` bigint NOT NULL,
  PRIMARY KEY (`group_id`, `user_id`),
  CONSTRAINT `group_members_group_id` FOREIGN KEY (`group_id`) REFERENCES `db1`.`groups` (`id`) ON UPDATE NO ACTION ON DELETE CASCADE,
  CONSTRAINT `group_members_user_id` FOREIGN KEY (`user_id`) REFERENCES `db3`.`users` (`id`) ON UPDATE NO ACTION ON DELETE CASCADE
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "parents" table
CREATE TABLE `db2`.`parents` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  PRIMARY KEY (`id`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "pets" table
CREATE TABLE `db2`.`pets` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `note` varchar(64) NULL,
  `pet_parent_children` bigint NULL,
  `user_pets` bigint NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `pets_parents_children` FOREIGN KEY (`pet_parent_children`) REFERENCES `db2`.`parents` (`id`) ON UPDATE NO ACTION ON DELETE SET NULL,
  CONSTRAINT `pets_users_pets` FOREIGN KEY (`user_pets`) REFERENCES `db3`.`users` (`id`) ON UPDATE NO ACTION ON DELETE SET NULL
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "user_friends" table
CREATE TABLE `db2`.`user_friends` (
  `user_id` bigint NOT NULL,
  `friend_id` bigint NOT NULL,
  PRIMARY KEY (`user_id`, `friend_id`),
  CONSTRAINT `user_friends_user_id` FOREIGN KEY (`user_id`) REFERENCES `db3`.`users` (`id`) ON UPDATE NO ACTION ON DELETE CASCADE,
  CONSTRAINT `user_friends_friend_id` FOREIGN KEY (`friend_id`) REFERENCES `db3`.`users` (`id`) ON UPDATE NO ACTION ON DELETE CASCADE
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
