SELECT 1;
SELECT \set x 1
 2;
