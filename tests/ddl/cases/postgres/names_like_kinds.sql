CREATE SCHEMA app;

SET search_path TO app, public;

CREATE DOMAIN "language code" AS text;

CREATE TABLE t (a int, spoken "language code");

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TRIGGER "server side" BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

CREATE TRIGGER "cast away" BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();

DROP TRIGGER "cast away" ON t;

CREATE DOMAIN "cast iron" AS int;

DROP DOMAIN "cast iron";
