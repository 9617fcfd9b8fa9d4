CREATE SCHEMA s3;

CREATE TABLE s3."Weird Name" (id smallserial PRIMARY KEY, name bigint CONSTRAINT users_name_key CHECK (name < 100), created_at text COMPRESSION pglz);

CREATE DOMAIN "Type One" AS int NOT NULL CONSTRAINT orders_pkey CHECK (VALUE > 0);

CREATE TABLE s3.a_table_with_a_name_that_is_rather_long_for_a_table_of_this_kind (age "Type One" DEFAULT NULL) INHERITS (s3."Weird Name");

