-- reverse: create "a" table
DROP TABLE `a`;
