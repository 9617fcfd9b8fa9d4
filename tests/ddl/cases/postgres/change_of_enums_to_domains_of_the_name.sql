CREATE TYPE t3 AS ENUM ('sad', 'ok', 'happy');

-- and from here on to another state

ALTER TYPE t3 RENAME TO mood;

CREATE DOMAIN t3 AS varchar(20);

CREATE TABLE orders (id serial PRIMARY KEY, flag t3);
