-- atlas:delimiter \n\n
CREATE TABLE a (x int);
SELECT 1;

-- c
SELECT 2;


SELECT 3