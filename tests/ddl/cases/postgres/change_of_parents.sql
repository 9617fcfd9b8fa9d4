CREATE TABLE one (id int);

CREATE TABLE two (id int, name text);

CREATE TABLE child () INHERITS (one);

CREATE TABLE leaf () INHERITS (child);

-- and from here on to another state

ALTER TABLE child NO INHERIT one;

ALTER TABLE child ADD COLUMN name text;

ALTER TABLE child INHERIT two;

DROP TABLE one;

CREATE TABLE three (id int, CONSTRAINT three_id CHECK (id > 0) NO INHERIT);

CREATE TABLE blend () INHERITS (two, three);

ALTER TABLE two ADD CHECK (id > 1) NOT VALID;
