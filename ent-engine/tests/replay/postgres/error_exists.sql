CREATE TABLE a (x int); CREATE TABLE a (y int);
