CREATE SCHEMA s2;

CREATE SCHEMA s3;

CREATE TABLE s3.cars (id int, a text);

SET search_path = s2, public;

CREATE TABLE orders () INHERITS (s3.cars);

CREATE TABLE public.orders (id int PRIMARY KEY, a text);

CREATE TABLE users (id int PRIMARY KEY);

CREATE TABLE public.users (id int PRIMARY KEY);

CREATE TABLE public."Weird Name" (id int);

CREATE TABLE "Weird Name" () INHERITS (public."Weird Name");

-- and from here on to another state

ALTER TABLE orders RENAME TO logs;

CREATE TABLE cars () INHERITS (orders);

ALTER TABLE users RENAME TO people;

CREATE TABLE tags (owner int REFERENCES users);

ALTER TABLE "Weird Name" RENAME TO plain;
