CREATE SCHEMA s1;

-- and from here on to another state

CREATE TYPE public.mood AS ENUM ('sad', 'ok');

CREATE SCHEMA s3 CREATE TABLE orders (id int PRIMARY KEY, a text);

ALTER TABLE ONLY s3.orders ADD COLUMN "Order" mood NOT NULL;

CREATE TYPE s3.mood AS ENUM ('sad', 'ok');
