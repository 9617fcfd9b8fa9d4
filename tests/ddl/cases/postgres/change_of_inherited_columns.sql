CREATE TABLE top (id bigint PRIMARY KEY, name text, size int DEFAULT 1, kind text NOT NULL, gone int, CONSTRAINT top_size CHECK (size > 0));

CREATE TABLE middle (CONSTRAINT middle_size CHECK (size > 1)) INHERITS (top);

CREATE TABLE bottom (extra int) INHERITS (middle);

CREATE TABLE mixed (size int DEFAULT 7, gone int DEFAULT 3) INHERITS (top);

CREATE INDEX bottom_gone ON bottom (gone, name);

ALTER TABLE bottom ALTER size SET DEFAULT 5;

-- and from here on to another state

ALTER TABLE top ADD COLUMN born date DEFAULT '2020-01-01';

ALTER TABLE bottom ALTER born SET DEFAULT '2021-01-01';

ALTER TABLE top ALTER size TYPE bigint;

ALTER TABLE top DROP COLUMN gone;

ALTER TABLE ONLY top ALTER name SET NOT NULL;

ALTER TABLE ONLY top ALTER kind DROP NOT NULL;

ALTER TABLE top DROP CONSTRAINT top_size;

ALTER TABLE top ADD CONSTRAINT top_name CHECK (name <> '');
