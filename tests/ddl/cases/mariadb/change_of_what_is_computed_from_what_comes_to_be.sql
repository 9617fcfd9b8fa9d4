CREATE TABLE users (id int PRIMARY KEY, name varchar(20), title varchar(40));

-- and from here on to another state

DROP TABLE users;

CREATE TABLE users (
    id int PRIMARY KEY,
    name varchar(20),
    title varchar(40) AS (concat('Dr ', name)) VIRTUAL,
    length int AS (char_length(title)) VIRTUAL
);
