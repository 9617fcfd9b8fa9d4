CREATE TABLE orders (name text, total double CHECK (length(total) > 3), kind blob AS (kind) STORED);

-- and from here on to another state

ALTER TABLE orders DROP COLUMN name;
