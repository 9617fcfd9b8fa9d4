-- What a child says of a column itself stands in its list; another default of a column that comes from the parent does not.
CREATE TABLE note (id serial PRIMARY KEY, class int DEFAULT 1, body text NOT NULL, at date);
ALTER TABLE note ADD CONSTRAINT short CHECK (length(body) < 9) NOT VALID;
CREATE TABLE asset_note (body text) INHERITS (note);
ALTER TABLE asset_note ALTER COLUMN class SET DEFAULT 4, ALTER COLUMN at SET NOT NULL;
CREATE TABLE other_note () INHERITS (note);
