-- A parent gets a column that its child has already.

CREATE TABLE parent (a int);

CREATE TABLE child (b int, c text) INHERITS (parent);

ALTER TABLE parent ADD COLUMN c text;

ALTER TABLE parent ADD COLUMN d text NOT NULL;

CREATE INDEX by_d ON child (d);

ALTER TABLE child ADD PRIMARY KEY (d);
