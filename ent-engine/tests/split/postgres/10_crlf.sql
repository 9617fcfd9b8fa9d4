-- c
CREATE TABLE a (
  x int
);

DROP TABLE a;
