CREATE TABLE cars AS VALUES (1, 'a'), (2, 'b');

CREATE TABLE a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kind (created_at int4) INHERITS (cars);

ALTER TABLE cars RENAME TO tags;

ALTER TABLE tags ADD PRIMARY KEY (column1);

CREATE TABLE "user" (LIKE a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kin );

