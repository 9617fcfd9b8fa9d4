-- What sorts by a collation follows it to another name or schema.

CREATE SCHEMA s2;

CREATE SCHEMA s3;

CREATE COLLATION s2.german (provider = icu, locale = 'de');

CREATE TABLE books (id int, a text COLLATE s2.german, d text, CHECK (d > 'a' COLLATE s2.german));

CREATE INDEX i1 ON books (d COLLATE s2.german, lower(d) COLLATE s2.german);

CREATE INDEX i2 ON books ((d || 'x' COLLATE s2.german)) WHERE d < 'z' COLLATE s2.german;

CREATE TYPE s2.pair AS (a text COLLATE s2.german);

CREATE TYPE s2.span AS RANGE (subtype = text, collation = s2.german);

CREATE DOMAIN s2.word AS text COLLATE s2.german;

CREATE VIEW sorted AS SELECT id FROM books ORDER BY d COLLATE s2.german;

CREATE TABLE parted (a text) PARTITION BY RANGE (a COLLATE s2.german);

ALTER COLLATION s2.german RENAME TO austrian;

ALTER COLLATION s2.austrian SET SCHEMA s3;

ALTER SCHEMA s3 RENAME TO s4;

ALTER TABLE books SET SCHEMA s4;

ALTER COLLATION s4.austrian SET SCHEMA public;
