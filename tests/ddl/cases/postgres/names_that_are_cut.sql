-- Names that are longer than the server keeps, in quotes and without.

CREATE TABLE a_table_with_a_name_that_is_much_longer_than_the_server_lets_it_be_ever (a_column_with_a_name_that_is_much_longer_than_the_server_lets_it_be_ever int, "A column with a name that is much longer than the server lets it be" int CONSTRAINT "a_check_with_a_name_that_is_much_longer_than_the_server_lets_it_be" CHECK ("A column with a name that is much longer than the server lets it be" > 0));

CREATE INDEX "an_index_with_a_name_that_is_much_longer_than_the_server_lets_it_be" ON "a_table_with_a_name_that_is_much_longer_than_the_server_lets_it_be_ever" (a_column_with_a_name_that_is_much_longer_than_the_server_lets_it_be_ever);

CREATE VIEW "a_view_with_a_name_that_is_much_longer_than_the_server_lets_it_be_ever" AS SELECT "A column with a name that is much longer than the server lets it be", a_column_with_a_name_that_is_much_longer_than_the_server_lets_it_be_ever AS "an_alias_with_a_name_that_is_much_longer_than_the_server_lets_it_be" FROM a_table_with_a_name_that_is_much_longer_than_the_server_lets_it_be_ever;

CREATE DOMAIN "a_domain_with_a_name_that_is_much_longer_than_the_server_lets_it_be" AS int CONSTRAINT "a_check_with_a_name_that_is_much_longer_than_the_server_lets_it_be" CHECK (value > 1);

CREATE TABLE t (x "a_domain_with_a_name_that_is_much_longer_than_the_server_lets_it_be" DEFAULT 4, "é_column_with_characters_of_two_bytes_ééééééééééééééééééé_ever" int);

ALTER TABLE t ADD CONSTRAINT "a_key_with_a_name_that_is_much_longer_than_the_server_lets_it_be" PRIMARY KEY (x);

ALTER TABLE t RENAME CONSTRAINT "a_key_with_a_name_that_is_much_longer_than_the_server_lets_it_be" TO "another_key_with_a_name_that_is_much_longer_than_the_server_lets_it_be";

CREATE TABLE r (x int CONSTRAINT "a_reference_with_a_name_that_is_much_longer_than_the_server_lets_it_be" REFERENCES t);

ALTER TABLE r DROP CONSTRAINT "a_reference_with_a_name_that_is_much_longer_than_the_server_lets_it_be";
