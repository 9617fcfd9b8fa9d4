SELECT 1; -- one
SELECT 2; /* two */
SELECT 3; /* four */ SELECT 4;
-- five
SELECT 5; -- ent:ignore

SELECT 6;