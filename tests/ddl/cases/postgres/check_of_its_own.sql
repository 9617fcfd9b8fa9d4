CREATE TABLE "user" (id bigint, flag bigint CONSTRAINT c2 CHECK (flag <> 100) NO INHERIT);

CREATE TABLE users (LIKE "user" INCLUDING ALL);

ALTER TABLE users INHERIT "user";
