CREATE TABLE marks (id INTEGER PRIMARY KEY, name text DEFAULT "x", UNIQUE (name) ON CONFLICT IGNORE);

CREATE VIRTUAL TABLE boxes USING rtree(id, minx, maxx);

-- and from here on to another state

ALTER TABLE marks RENAME COLUMN name TO kind;

DROP TABLE boxes;

CREATE VIRTUAL TABLE places USING rtree(id, minx, maxx);
