CREATE TABLE users (id int PRIMARY KEY, a varchar(20), b varchar(20), c int);

SET sql_mode = 'PIPES_AS_CONCAT';

CREATE VIEW joined AS SELECT a || ' ' || b AS name, a || -c AS y, - c || a AS z, c * 2 || 3 AS q, c ^ 2 || 3 AS r FROM users;

CREATE VIEW collated AS SELECT id FROM users WHERE NOT a || b COLLATE utf8mb4_bin = 'xy' OR c > 1;

CREATE VIEW unnamed AS SELECT a || b FROM users;

SET sql_mode = 'ANSI';

CREATE VIEW quoted AS SELECT "a" || "b" AS "ab", concat (a, 'x') AS ax, count (*) AS n FROM "users" WHERE "a" = 'x' GROUP BY a, b;

SET sql_mode = 'HIGH_NOT_PRECEDENCE';

CREATE VIEW denied AS SELECT NOT c BETWEEN 1 AND 2 AS n, c || id AS o, !c AS p FROM users;

SET sql_mode = 'NO_BACKSLASH_ESCAPES';

CREATE VIEW slashed AS SELECT 'a\b' AS x, a LIKE 'x\_%' AS z FROM users;

SET sql_mode = DEFAULT;

CREATE VIEW chosen AS SELECT a || b AS ab, NOT c BETWEEN 1 AND 2 AS n, 'a\\b' AS x FROM users;

-- and from here on to another state

SET sql_mode = 'PIPES_AS_CONCAT';

CREATE OR REPLACE VIEW chosen AS SELECT a || b AS ab, NOT c BETWEEN 1 AND 2 AS n, 'a\\b' AS x FROM users;

SET sql_mode = 'HIGH_NOT_PRECEDENCE';

CREATE OR REPLACE VIEW joined AS SELECT concat(concat(a, ' '), b) AS name, concat(a, -c) AS y, concat(-c, a) AS z, c * concat(2, 3) AS q, c ^ concat(2, 3) AS r FROM users;
