CREATE TABLE a_table_with_a_name_that_leaves_no_room_for_the_names_of_keys (
    id int PRIMARY KEY,
    boss int REFERENCES a_table_with_a_name_that_leaves_no_room_for_the_names_of_keys (id),
    FOREIGN KEY (boss) REFERENCES a_table_with_a_name_that_leaves_no_room_for_the_names_of_keys (id)
);
