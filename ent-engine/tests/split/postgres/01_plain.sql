-- A table.
CREATE TABLE a (x int);
CREATE TABLE b (
  y text DEFAULT ';' -- not; here
);

-- Detached.

/* Attached. */
-- And this.
DROP TABLE a
