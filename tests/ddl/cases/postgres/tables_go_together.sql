CREATE SEQUENCE q1;

CREATE TABLE users (id serial PRIMARY KEY, at bigint DEFAULT nextval('q1'));

CREATE TABLE pets () INHERITS (users);

CREATE TABLE cars (id int DEFAULT nextval('users_id_seq'), owner int REFERENCES users);

DROP TABLE users, pets, cars RESTRICT;
