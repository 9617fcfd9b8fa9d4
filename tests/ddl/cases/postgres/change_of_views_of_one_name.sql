CREATE SCHEMA s2;

CREATE SCHEMA s3;

-- and from here on to another state

SET search_path TO s2, public;

CREATE MATERIALIZED VIEW s2.v3 AS SELECT 1 AS a, 'x' AS b;

CREATE MATERIALIZED VIEW s2."View One" AS SELECT * FROM s2.v3 WITH NO DATA;

CREATE VIEW s3.v3 AS SELECT * FROM s2."View One";
