CREATE TABLE items (id bigint PRIMARY KEY, parent_id bool);

CREATE POLICY p1 ON items USING (CASE WHEN id > 0 THEN true ELSE false END) WITH CHECK (id BETWEEN 1 AND 10);

CREATE TRIGGER tr1 AFTER UPDATE OF id ON items FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();

-- and from here on to another state

ALTER TABLE items RENAME id TO flag;

ALTER TABLE items ADD COLUMN id varchar(10) COLLATE "POSIX";
