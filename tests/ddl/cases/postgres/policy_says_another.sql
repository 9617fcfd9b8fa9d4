CREATE TABLE pets (id int, column1 text, b int);

CREATE POLICY p1 ON pets AS RESTRICTIVE USING (column1 IS NOT NULL);

CREATE POLICY p2 ON pets FOR UPDATE TO PUBLIC USING (column1 <> 'x') WITH CHECK (id > 0);

ALTER POLICY p1 ON pets USING (true);

ALTER POLICY p2 ON pets TO pg_monitor USING (b > 1);

ALTER TABLE pets DROP COLUMN column1;
