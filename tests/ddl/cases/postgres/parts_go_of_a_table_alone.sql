CREATE TABLE top (id int, size int, name text, CONSTRAINT small CHECK (size < 10), CONSTRAINT big CHECK (size > 1));

CREATE TABLE child (own int) INHERITS (top);

CREATE TABLE grandchild () INHERITS (child);

CREATE TABLE second (name text, CONSTRAINT big CHECK (size > 1), size int);

CREATE TABLE of_both () INHERITS (top, second);

ALTER TABLE ONLY top DROP COLUMN name;

ALTER TABLE child ALTER name SET DEFAULT 'x';

ALTER TABLE ONLY top DROP CONSTRAINT small;

ALTER TABLE top DROP CONSTRAINT big;

ALTER TABLE child DROP CONSTRAINT small;

ALTER TABLE child DROP COLUMN name;
