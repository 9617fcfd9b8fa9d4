CREATE TABLE items (id int NOT NULL, name text);

CREATE INDEX items_name ON items (lower(name));

ALTER TABLE items CLUSTER ON items_name;

CREATE UNIQUE INDEX items_id ON items (id);

ALTER TABLE items REPLICA IDENTITY USING INDEX items_id;

-- and from here on to another state

ALTER TABLE items RENAME COLUMN name TO title;

DROP INDEX items_id;

CREATE UNIQUE INDEX items_id ON items (id) INCLUDE (title);

ALTER TABLE items REPLICA IDENTITY USING INDEX items_id;
