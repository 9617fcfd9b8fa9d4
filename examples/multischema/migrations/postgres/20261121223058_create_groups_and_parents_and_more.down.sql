-- reverse: create "user_friends" table
DROP TABLE "db2"."user_friends";
-- reverse: create "pets" table
DROP TABLE "db2"."pets";
-- reverse: create "parents" table
DROP TABLE "db2"."parents";
-- reverse: create "group_members" table
DROP TABLE "db1"."group_members";
-- reverse: create index "user_name_age" to table: "users"
DROP INDEX "db3"."user_name_age";
-- reverse: create "users" table
DROP TABLE "db3"."users";
-- reverse: create index "groups_name_key" to table: "groups"
DROP INDEX "db1"."groups_name_key";
-- reverse: create "groups" table
DROP TABLE "db1"."groups";
-- reverse: create "parents" table
DROP TABLE "db1"."parents";
-- reverse: Add new schema named "db3"
DROP SCHEMA "db3" CASCADE;
-- reverse: Add new schema named "db2"
DROP SCHEMA "db2" CASCADE;
-- reverse: Add new schema named "db1"
DROP SCHEMA "db1" CASCADE;
