-- reverse: create "user_friends" table
DROP TABLE `db2`.`user_friends`;
-- reverse: create "pets" table
DROP TABLE `db2`.`pets`;
-- reverse: create "parents" table
DROP TABLE `db2`.`parents`;
-- reverse: create "group_members" table
DROP TABLE `db1`.`group_members`;
-- reverse: create "users" table
DROP TABLE `db3`.`users`;
-- reverse: create "groups" table
DROP TABLE `db1`.`groups`;
-- reverse: create "parents" table
DROP TABLE `db1`.`parents`;
-- reverse: add new schema named "db3"
DROP DATABASE `db3`;
-- reverse: add new schema named "db2"
DROP DATABASE `db2`;
-- reverse: add new schema named "db1"
DROP DATABASE `db1`;
