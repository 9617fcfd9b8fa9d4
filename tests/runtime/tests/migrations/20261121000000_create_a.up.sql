-- create "a" table
CREATE TABLE `a` (`x` integer NULL);
