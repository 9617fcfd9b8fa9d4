-- A parent gets columns that count when it has children, which have columns of their own by then.

CREATE TABLE parent (a int);

CREATE TABLE child (b int) INHERITS (parent);

CREATE TABLE grandchild (c int) INHERITS (child);

ALTER TABLE parent ADD COLUMN d serial;

ALTER TABLE child ADD COLUMN e bigserial;

ALTER TABLE parent ADD COLUMN f int NOT NULL;

ALTER TABLE parent ALTER f ADD GENERATED ALWAYS AS IDENTITY (START 5);

ALTER TABLE grandchild ALTER d SET DEFAULT 1;

CREATE TABLE other (g smallserial);

ALTER TABLE other ADD COLUMN h int;

CREATE TABLE heir (i int) INHERITS (other);

ALTER TABLE other ADD COLUMN j serial;

ALTER SEQUENCE other_j_seq RENAME TO numbers;

ALTER TABLE heir ALTER j DROP DEFAULT;
