-- Rules and policies that call a function go with it.

CREATE TABLE t (id int, owner text);

CREATE FUNCTION guard() RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';

CREATE FUNCTION may_see(text) RETURNS boolean LANGUAGE sql AS 'SELECT $1 = current_user';

CREATE RULE no_insert AS ON INSERT TO t DO INSTEAD SELECT guard();

CREATE RULE no_delete AS ON DELETE TO t DO INSTEAD NOTHING;

CREATE POLICY own ON t USING (may_see(owner));

CREATE POLICY rest ON t USING (id > 0);

DROP FUNCTION guard() CASCADE;

DROP FUNCTION may_see(text) CASCADE;

CREATE RULE no_insert AS ON INSERT TO t DO INSTEAD NOTHING;
