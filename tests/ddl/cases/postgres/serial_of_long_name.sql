CREATE SCHEMA s2;

CREATE TABLE s2.a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kind (id bigint, email bigserial, total int4range) PARTITION BY LIST (total);

CREATE TABLE users (LIKE s2.a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kin INCLUDING ALL);
