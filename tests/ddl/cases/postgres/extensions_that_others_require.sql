CREATE EXTENSION earthdistance CASCADE;

CREATE TABLE places (id int PRIMARY KEY, at earth);

CREATE TABLE cubes (id int PRIMARY KEY, c cube);
