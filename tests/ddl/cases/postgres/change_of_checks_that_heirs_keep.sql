CREATE TABLE top (id int PRIMARY KEY, size int, CONSTRAINT small CHECK (size < 10), CONSTRAINT big CHECK (size > 1), CONSTRAINT other CHECK (size <> 5));

CREATE TABLE keeps () INHERITS (top);

CREATE TABLE drops () INHERITS (top);

CREATE TABLE below_drops () INHERITS (drops);

CREATE TABLE second (size int, CONSTRAINT big CHECK (size > 1));

CREATE TABLE of_both () INHERITS (top, second);

CREATE TABLE above (id int, size int);

CREATE TABLE below (CONSTRAINT low CHECK (size > 3), CONSTRAINT high CHECK (size < 30)) INHERITS (above);

-- and from here on to another state

ALTER TABLE top DROP CONSTRAINT small, DROP CONSTRAINT big, DROP CONSTRAINT other;

ALTER TABLE keeps ADD CONSTRAINT small CHECK (size < 10);

ALTER TABLE keeps ADD CONSTRAINT other CHECK (size <> 7);

ALTER TABLE below_drops ADD CONSTRAINT small CHECK (size < 10);

ALTER TABLE below DROP CONSTRAINT low;

ALTER TABLE above ADD CONSTRAINT low CHECK (size > 2), ADD CONSTRAINT high CHECK (size < 30);
