CREATE SCHEMA s1;

CREATE TYPE s1."Type One" AS (a int, b text);

CREATE TYPE s1.t3 AS (a int, b text);

SELECT pg_catalog.set_config('search_path', 's1', false);

CREATE TABLE public.orders (id serial PRIMARY KEY, name s1."Type One" UNIQUE, parent_id bigint, note varchar(10) NULL, age t3, CONSTRAINT "Named One" UNIQUE NULLS NOT DISTINCT (parent_id, age), CONSTRAINT users_name_key UNIQUE NULLS NOT DISTINCT (note, age));

CREATE DOMAIN public."Type One" AS varchar(10) DEFAULT NULL NOT NULL CONSTRAINT orders_pkey CHECK (VALUE IS NOT NULL);

