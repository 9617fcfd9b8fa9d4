CREATE SCHEMA s2;

CREATE TABLE s2.users (id bigint PRIMARY KEY, note interval, meta character varying(255) COLLATE "C");

CREATE TABLE a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kind () INHERITS (s2.users);

CREATE TABLE users () INHERITS (a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kin);

