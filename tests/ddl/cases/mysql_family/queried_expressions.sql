-- Columns of expressions whose types the text tells.
-- The server does not show all of it: a default of 0 that a query's column has.

CREATE TABLE t (id int NOT NULL, n int, v varchar(10) CHARACTER SET latin1 NOT NULL, d decimal(5,2), dt datetime NOT NULL, b bigint unsigned NOT NULL, tx text);

CREATE TABLE c1 AS SELECT 1 AS a, 12345 AS b, -1 AS c, 3000000000 AS d, 1.50 AS e, -0.5 AS f, 12345678901 AS m, 0 AS o, 1234567890 AS p3, 123456789 AS p4, -1.25 AS p6, .5 AS p7, 10.0 AS p8;

CREATE TABLE c2 AS SELECT max(d) AS a, min(b) AS b, max(dt) AS c, min(t.v) AS d, max(tx) AS h, count(DISTINCT n) AS j, count(*) AS k FROM t;

CREATE TABLE c3 AS SELECT now() AS a, CURRENT_TIMESTAMP(3) AS b, curdate() AS c, curtime(2) AS d, DATE '2020-01-01' AS k, TIMESTAMP '2020-01-01 00:00:00' AS l, CURRENT_DATE AS o, utc_timestamp() AS p, LOCALTIME AS q, CURRENT_TIME AS r, sysdate() AS s FROM t;

CREATE TABLE c4 AS SELECT CAST(v AS date) AS a, CAST('2020-01-01' AS date) AS b, CAST(n AS decimal(8,3)) AS e, CAST(n AS datetime) AS g, CAST(n AS time) AS h, CAST(id AS decimal(6)) AS l, CAST(id AS decimal(6, 2)) AS l2, CAST(id AS datetime(3)) AS m, CAST(id AS unsigned) AS u, CAST(n AS unsigned integer) AS u2, CAST(b AS decimal) AS x FROM t;

CREATE TABLE c5 AS SELECT id AS x, count(*) AS n, max(n) AS m, min(v) AS `least` FROM t GROUP BY id;
