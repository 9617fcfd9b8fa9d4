CREATE TABLE parent (a int);
CREATE TABLE child () INHERITS (parent);
CREATE TABLE grandchild () INHERITS (child);
ALTER TABLE parent INHERIT grandchild;
