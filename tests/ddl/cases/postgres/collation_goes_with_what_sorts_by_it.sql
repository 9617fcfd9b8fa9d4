-- A collation that goes takes along what sorts by it.

CREATE SCHEMA s2;

CREATE COLLATION s2.german (provider = icu, locale = 'de');

CREATE COLLATION german (provider = icu, locale = 'de-AT');

CREATE TABLE books (id int, a text COLLATE s2.german, b text COLLATE german, d text, CHECK (d > 'a' COLLATE s2.german), CHECK (d > 'b' COLLATE german));

CREATE INDEX i1 ON books (d COLLATE s2.german);

CREATE INDEX i2 ON books (id) WHERE d < 'z' COLLATE s2.german;

CREATE INDEX i3 ON books (d COLLATE german);

CREATE VIEW sorted AS SELECT id FROM books ORDER BY d COLLATE s2.german;

DROP COLLATION s2.german CASCADE;

CREATE COLLATION s2.german (provider = icu, locale = 'de');

CREATE TABLE s2.magazines (a text COLLATE s2.german);

DROP SCHEMA s2 CASCADE;
