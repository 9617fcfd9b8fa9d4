CREATE TABLE users (
    id int PRIMARY KEY,
    name varchar(20),
    KEY an_index_with_a_name_that_says_far_more_than_the_server_will_ever_take_in (name)
);
