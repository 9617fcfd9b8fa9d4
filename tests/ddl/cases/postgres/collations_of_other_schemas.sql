-- What sorts by a collation of another schema, or of its own, names it as the server finds it.

CREATE SCHEMA s2;

CREATE SCHEMA s3;

CREATE COLLATION s2.german (provider = icu, locale = 'de');

CREATE COLLATION s3."C" (provider = icu, locale = 'sv');

CREATE COLLATION german (provider = icu, locale = 'de-AT');

CREATE COLLATION s3."Odd ""one" (provider = icu, locale = 'de');

CREATE TABLE books (h text COLLATE s3."Odd ""one", id int, a text COLLATE s2.german, b varchar(9) COLLATE s3."C", c text COLLATE german, d text COLLATE "C", e text COLLATE pg_catalog."C", f text COLLATE public.german);

CREATE TABLE s2.books (a text COLLATE s2.german, c text COLLATE german, g text COLLATE "C");

CREATE INDEX i1 ON books (d COLLATE s2.german, lower(a) COLLATE s3."C", a COLLATE german, c, f COLLATE "C");

CREATE INDEX i2 ON s2.books (c COLLATE s2.german);

ALTER TABLE books ADD CONSTRAINT odd EXCLUDE (d COLLATE s2.german WITH =);

CREATE TABLE parted (a text, b text) PARTITION BY RANGE (a COLLATE s2.german, b COLLATE "C");

CREATE TYPE s2.pair AS (a text COLLATE s2.german, b text COLLATE s3."C", c text COLLATE public.german, d text COLLATE "C");

CREATE TYPE s2.span AS RANGE (subtype = text, collation = s2.german);

CREATE DOMAIN s2.word AS text COLLATE s2.german CHECK (value <> '' COLLATE s3."C");

CREATE TABLE typed OF s2.pair;

CREATE TABLE alike (LIKE books INCLUDING ALL);

CREATE TABLE s2.below () INHERITS (books);

CREATE MATERIALIZED VIEW sorted AS SELECT id, a, d FROM books;

CREATE INDEX i3 ON sorted (d COLLATE s2.german);
