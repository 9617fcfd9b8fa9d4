-- File comment.

-- c1
SELECT 1;

/* c2 */

-- c3
SELECT 2;
