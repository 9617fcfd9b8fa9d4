-- "char" in quotes is another type than char

CREATE FUNCTION kind_of("char", name) RETURNS boolean LANGUAGE sql AS $$ SELECT $1 = 'f' $$;

CREATE FUNCTION kind_of(char, name) RETURNS boolean LANGUAGE sql AS $$ SELECT $1 = 'f' $$;

CREATE TYPE "Type One" AS ENUM ('a');

CREATE FUNCTION kind_of("Type One", "char"[]) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
