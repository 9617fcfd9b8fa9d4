-- Arguments in the orders that the grammar takes, with lengths that the server does not keep, and types by reference.

CREATE TABLE people (id int PRIMARY KEY, name varchar(20), "Odd" text[]);

CREATE FUNCTION f1(a OUT int, b IN OUT text, INOUT c numeric(5,2), VARIADIC d int[] DEFAULT '{}') LANGUAGE sql AS 'select 1, ''x'', 2.0';

CREATE FUNCTION f2(int, "in" varchar(3), int DEFAULT 4) RETURNS TIMESTAMP WITH TIME ZONE LANGUAGE 'sql' AS 'select now()';

CREATE FUNCTION f3(bit(24), char(3), timestamp(3) without time zone, float(3)) RETURNS TABLE (a varchar(4), b timestamp(2)) LANGUAGE sql AS $$ select 'x', now()::timestamp $$;

ALTER FUNCTION f3 STABLE;

COMMENT ON FUNCTION f3(bit(3), char, timestamp(3), real) IS 'x';

CREATE FUNCTION f4(x text, y int ARRAY, "double" text, z interval day to second, double precision) RETURNS int LANGUAGE sql AS 'select 1';

CREATE FUNCTION f5(x people.name%TYPE, y public.people."Odd"%TYPE) RETURNS SETOF people.id%TYPE LANGUAGE plpgsql AS $$ DECLARE z people.id%TYPE; BEGIN RETURN NEXT 5 % 2; END $$;

CREATE PROCEDURE p1(n INOUT people.id%TYPE) LANGUAGE plpgsql AS 'BEGIN END';

DROP FUNCTION f2(int, varchar, int);

CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TRIGGER t1 BEFORE INSERT OR UPDATE OF id ON people FOR EACH ROW EXECUTE PROCEDURE trg(2, Two, 'it''s', 1.50, "Q");

CREATE FUNCTION eq(a people, b people) RETURNS boolean LANGUAGE sql AS 'select true';

CREATE OPERATOR === (PROCEDURE = eq, LEFTARG = people, RIGHTARG = people, RESTRICT = eqsel);

ALTER OPERATOR === (people, people) SET (RESTRICT = NONE, JOIN = eqjoinsel);

CREATE TEXT SEARCH TEMPLATE tt (INIT = dsimple_init, LEXIZE = dsimple_lexize);

CREATE SCHEMA s2;

SET search_path = s2, public;

CREATE FUNCTION add(int[], int) RETURNS int[] LANGUAGE sql AS 'select $1';

CREATE AGGREGATE all_of(int) (SFUNC = add, STYPE = INTEGER[], INITCOND = '{}');
