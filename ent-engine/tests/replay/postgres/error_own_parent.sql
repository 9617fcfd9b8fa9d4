CREATE TABLE parent (a int) INHERITS (parent);
ALTER TABLE parent ADD COLUMN d int;
