CREATE TABLE items (n int, t text, EXCLUDE USING hash (n WITH =), EXCLUDE USING hash (n WITH =), EXCLUDE USING btree (n WITH =));

ALTER TABLE items ADD EXCLUDE USING hash (n WITH =);

ALTER TABLE items ADD EXCLUDE USING hash (n WITH =) WHERE (n > 0);
