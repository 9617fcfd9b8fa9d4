CREATE TABLE pets (id binary(16) PRIMARY KEY, meta int) PARTITION BY LIST COLUMNS (id) (PARTITION p0 VALUES IN ('a', 'b'), PARTITION p1 VALUES IN ('c'));

-- and from here on to another state

ALTER TABLE pets ADD COLUMN name int;
