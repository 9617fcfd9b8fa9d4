-- A collation comes before what sorts by it, whatever the words of its options name, and though a function needs the
-- table first.

CREATE COLLATION numeric (provider = icu, locale = 'en-u-kn');

CREATE COLLATION again (provider = icu, locale = 'de');

CREATE TABLE provider (name text COLLATE again);

CREATE TABLE locale (id int, name text COLLATE numeric, CHECK (name > 'a' COLLATE again));

CREATE FUNCTION locales() RETURNS SETOF locale LANGUAGE sql AS 'SELECT * FROM locale';

CREATE VIEW sorted AS SELECT id FROM locale ORDER BY name COLLATE again;
