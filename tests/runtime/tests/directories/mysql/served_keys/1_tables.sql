CREATE TABLE owners (id INT PRIMARY KEY, a INT, b INT, UNIQUE KEY pair (a, b), UNIQUE KEY riap (b, a));
CREATE TABLE things (
  a INT,
  b INT,
  CONSTRAINT thing_owner FOREIGN KEY (a, b) REFERENCES owners (a, b) ON DELETE CASCADE ON UPDATE SET NULL,
  KEY own (a)
);
ALTER TABLE things
  DROP FOREIGN KEY thing_owner,
  ADD CONSTRAINT thing_pair FOREIGN KEY pair_key (b, a) REFERENCES owners (a, b);
-- Of two keys that were made for foreign keys the one that the other serves goes with the column.
ALTER TABLE things DROP FOREIGN KEY thing_pair, DROP COLUMN a;
