CREATE SCHEMA s2;

CREATE TABLE logs (id int, name text);

SET search_path = s2, public;

CREATE RULE r1 AS ON DELETE TO logs DO NOTHING;

CREATE TRIGGER tr1 BEFORE UPDATE OF name ON logs FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();

CREATE POLICY p1 ON logs USING (id > 0);

CREATE TABLE logs (id int);
