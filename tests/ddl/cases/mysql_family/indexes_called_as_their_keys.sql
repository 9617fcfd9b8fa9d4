-- An index that is called as a foreign key is written where another serves that key: the server makes none then.

CREATE TABLE users (id int PRIMARY KEY);

CREATE TABLE pets (id int PRIMARY KEY, user_id int, x int, KEY pets_ibfk_1 (user_id), KEY u2 (user_id, x), CONSTRAINT pets_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id));

CREATE TABLE cats (id int PRIMARY KEY, user_id int, x int, KEY u2 (user_id, x), KEY cats_ibfk_1 (user_id), CONSTRAINT cats_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id));

CREATE TABLE dogs (id int PRIMARY KEY, user_id int, x int, KEY u2 (user_id, x), KEY dogs_fk (user_id), CONSTRAINT dogs_fk FOREIGN KEY (user_id) REFERENCES users (id));

CREATE TABLE cows (id int PRIMARY KEY, user_id int, x int, KEY u2 (user_id), KEY cows_fk (user_id), CONSTRAINT cows_fk FOREIGN KEY (user_id) REFERENCES users (id));

