-- A parent gets columns and checks when it has children, which have columns of their own by then.

CREATE TABLE parent (a int);

CREATE TABLE child (b int) INHERITS (parent);

CREATE TABLE grandchild (c int) INHERITS (child);

ALTER TABLE parent ADD COLUMN d text DEFAULT 'x';

ALTER TABLE child ADD COLUMN e int NOT NULL DEFAULT 1 CHECK (e > 0);

ALTER TABLE grandchild ADD COLUMN f int;

ALTER TABLE parent ADD COLUMN g int;

ALTER TABLE parent ADD CONSTRAINT positive CHECK (g > 0);

ALTER TABLE parent ADD CONSTRAINT small CHECK (a < 100) NOT VALID;

CREATE TABLE late (h int) INHERITS (parent);

CREATE TABLE merged (a int, g int, i int) INHERITS (parent);
