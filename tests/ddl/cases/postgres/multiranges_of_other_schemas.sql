-- Columns of a type of several ranges, whose range is of another schema.

CREATE SCHEMA s2;

CREATE SCHEMA s3;

CREATE TYPE s2.span AS RANGE (subtype = int);

CREATE TYPE s2.gap AS RANGE (subtype = text, multirange_type_name = s3.gaps);

CREATE TYPE own AS RANGE (subtype = bigint);

CREATE TABLE t (a s2.span, b s2.span_multirange, c s3.gaps, d own, e own_multirange, f s2.span_multirange[]);

CREATE TABLE s2.u (a s2.span, b s2.span_multirange, c s3.gaps, e public.own_multirange);

CREATE FUNCTION first(s2.span_multirange) RETURNS s3.gaps LANGUAGE sql AS 'SELECT NULL::s3.gaps';

CREATE TYPE pair AS (a s2.span_multirange, b s3.gaps);

CREATE DOMAIN many AS s2.span_multirange;
