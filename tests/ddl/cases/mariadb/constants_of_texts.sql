-- Numbers that are the defaults of texts: values first, and then texts.

CREATE TABLE t (a varchar(9) DEFAULT 00, b varchar(9) DEFAULT 1.50, c varchar(9) DEFAULT 1e2, d int DEFAULT '007', e decimal(5,2) DEFAULT 1.5, f varchar(9) DEFAULT -01, h char(7) DEFAULT 00.10, i float DEFAULT 1e2, j varchar(9) DEFAULT true);

CREATE VIEW v AS WITH x AS (SELECT b, count(*) AS n FROM t GROUP BY b WITH ROLLUP) SELECT coalesce((SELECT n FROM x WHERE b IS NULL), 0) AS n;

CREATE VIEW w AS SELECT 1 AS one FROM dual;
