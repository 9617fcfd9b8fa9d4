-- until version 17: what a parent makes NOT NULL below can be taken back with the parent only
CREATE TABLE top (id int PRIMARY KEY);

CREATE TABLE child (email bigint, name varchar(10), note text DEFAULT 'x') INHERITS (top);

CREATE TABLE grandchild (email_too int, size int) INHERITS (child);

-- and from here on to another state

ALTER TABLE child ALTER email TYPE int;

ALTER TABLE child ALTER name TYPE text;

ALTER TABLE grandchild ALTER size TYPE bigint;

ALTER TABLE top ADD COLUMN email int, ADD COLUMN name text NOT NULL DEFAULT 'none', ADD COLUMN note text, ADD COLUMN size bigint;
