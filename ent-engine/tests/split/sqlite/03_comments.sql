-- a; b
CREATE TABLE t (x int /* one; /* two */, y int); -- end
#!remark; at a line's start
SELECT 1;
SELECT 2 /* runs to the end; 