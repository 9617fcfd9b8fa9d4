-- As `pg_dump -C` writes it: one database, made and gone to.
CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8';
\connect shop
SET search_path = '';
CREATE TABLE public.items (id integer NOT NULL);
\c shop
CREATE TABLE prices (id integer NOT NULL);
\connect -reuse-previous=on "dbname='shop'"
