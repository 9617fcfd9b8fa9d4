CREATE SCHEMA s3;

CREATE TABLE a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kind AS VALUES (1, 'a'), (2, 'b') WITH NO DATA;

CREATE INDEX ON a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kin (column1 NULLS FIRST) NULLS NOT DISTINCT;

ALTER TABLE a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kin RENAME COLUMN column1 TO a_column_with_a_name_that_is_rather_long_as_well;

CREATE TABLE s3.logs (LIKE a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kin  INCLUDING ALL EXCLUDING DEFAULTS EXCLUDING COMMENTS);

