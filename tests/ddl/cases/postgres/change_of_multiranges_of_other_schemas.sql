CREATE SCHEMA s2;

CREATE SCHEMA s3;

CREATE TABLE a (id int);

CREATE TYPE s2.gone AS RANGE (subtype = int);

CREATE TABLE b (id s2.gone_multirange);

CREATE TYPE old AS (a s2.gone_multirange);

-- and from here on to another state

DROP TABLE b;

DROP TYPE old;

DROP TYPE s2.gone;

CREATE TYPE s2.span AS RANGE (subtype = int);

CREATE TYPE s2.gap AS RANGE (subtype = text, multirange_type_name = s3.gaps);

ALTER TABLE a ADD b s2.span_multirange, ADD c s3.gaps;

CREATE TYPE pair AS (a s2.span_multirange, b s3.gaps);

CREATE DOMAIN all_of AS s3.gaps;
