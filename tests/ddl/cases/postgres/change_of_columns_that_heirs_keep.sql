-- until version 17: a column that stays after its parent's is gone keeps an inherited constraint that nothing can drop
CREATE TABLE top (id int PRIMARY KEY, gone int NOT NULL, kept text, other int DEFAULT 3, "Last" int);

CREATE TABLE keeps () INHERITS (top);

CREATE TABLE drops () INHERITS (top);

CREATE TABLE below_keeps () INHERITS (keeps);

CREATE TABLE below_drops () INHERITS (drops);

CREATE TABLE second (gone int);

CREATE TABLE of_both () INHERITS (top, second);

-- and from here on to another state

ALTER TABLE top DROP COLUMN gone, DROP COLUMN "Last", DROP COLUMN kept;

ALTER TABLE keeps ADD COLUMN gone bigint DEFAULT 1;

ALTER TABLE below_drops ADD COLUMN "Last" int;

ALTER TABLE below_drops ADD COLUMN kept text;

ALTER TABLE drops ADD COLUMN other_own int;
