CREATE TABLE a_table_with_a_name_that_leaves_no_room_for_the_names_of_keys (id int PRIMARY KEY, boss int CHECK (boss > 0), CHECK (id > 0));
ALTER TABLE a_table_with_a_name_that_leaves_no_room_for_the_names_of_keys ADD FOREIGN KEY (boss) REFERENCES a_table_with_a_name_that_leaves_no_room_for_the_names_of_keys (id);
