-- A trigger runs the function that the path found, when another of the name comes first.

CREATE SCHEMA app;

CREATE TABLE t (a int);

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

SET search_path TO app, public;

CREATE FUNCTION f(VARIADIC a int[]) RETURNS void LANGUAGE sql IMMUTABLE AS 'SELECT 1';

CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

ALTER FUNCTION public.f() RENAME TO g;
