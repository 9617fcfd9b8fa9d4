-- Columns, parts of indexes and attributes come to sort by collations of other schemas.

CREATE SCHEMA s2;

CREATE SCHEMA s3;

CREATE COLLATION s2.german (provider = icu, locale = 'de');

CREATE TABLE books (id int, a text COLLATE s2.german, b text COLLATE "C", d text);

CREATE INDEX i1 ON books (d COLLATE s2.german, b);

CREATE TYPE pair AS (a text COLLATE s2.german, b text);

CREATE DOMAIN word AS text COLLATE s2.german;

-- and from here on to another state

CREATE COLLATION s3.german (provider = icu, locale = 'de-AT');

ALTER TABLE books ALTER a TYPE text COLLATE s3.german, ALTER b TYPE text COLLATE s3.german, ADD e text COLLATE s3.german;

DROP INDEX i1;

CREATE INDEX i1 ON books (d COLLATE s3.german, b);

DROP TYPE pair;

CREATE TYPE pair AS (a text COLLATE s3.german, b text COLLATE s3.german);

DROP DOMAIN word;

DROP SCHEMA s2 CASCADE;
