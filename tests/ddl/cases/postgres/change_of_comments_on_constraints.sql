CREATE TABLE makers (id int, name text, CONSTRAINT makers_key PRIMARY KEY (id), CONSTRAINT makers_name_key UNIQUE (name));

CREATE TABLE cars (id int PRIMARY KEY, maker int, code text, age int, kept int, span int4range);

ALTER TABLE cars ADD CONSTRAINT cars_code_key UNIQUE (code);

ALTER TABLE cars ADD CONSTRAINT cars_maker_fkey FOREIGN KEY (maker) REFERENCES makers;

ALTER TABLE cars ADD CONSTRAINT cars_maker_late FOREIGN KEY (maker) REFERENCES makers NOT VALID;

ALTER TABLE cars ADD CONSTRAINT cars_age_check CHECK (age > 0);

ALTER TABLE cars ADD CONSTRAINT cars_kept_check CHECK (kept > 0);

ALTER TABLE cars ADD CONSTRAINT cars_late_check CHECK (kept > 1) NOT VALID;

ALTER TABLE cars ADD CONSTRAINT cars_span_excl EXCLUDE USING gist (span WITH &&);

COMMENT ON CONSTRAINT cars_age_check ON cars IS 'said of the age';

COMMENT ON CONSTRAINT cars_kept_check ON cars IS 'goes';

COMMENT ON CONSTRAINT makers_key ON makers IS 'goes';

COMMENT ON CONSTRAINT makers_name_key ON makers IS 'stays';

COMMENT ON INDEX makers_name_key IS 'stays';

CREATE TABLE parts (id int, name text, size int, CONSTRAINT parts_key PRIMARY KEY (id), CONSTRAINT parts_size_check CHECK (size > 0));

COMMENT ON CONSTRAINT parts_key ON parts IS 'of one column';

COMMENT ON INDEX parts_key IS 'of one column, too';

COMMENT ON CONSTRAINT parts_size_check ON parts IS 'above nothing';

CREATE DOMAIN length AS int CONSTRAINT length_check CHECK (VALUE > 0);

COMMENT ON CONSTRAINT length_check ON DOMAIN length IS 'once';

-- and from here on to another state

COMMENT ON CONSTRAINT cars_code_key ON cars IS 'x';

COMMENT ON CONSTRAINT cars_pkey ON cars IS 'of the constraint';

COMMENT ON INDEX cars_pkey IS 'of the index';

COMMENT ON CONSTRAINT cars_maker_fkey ON cars IS 'whose it is';

COMMENT ON CONSTRAINT cars_maker_late ON cars IS 'looked at late';

ALTER TABLE cars VALIDATE CONSTRAINT cars_maker_late;

COMMENT ON CONSTRAINT cars_late_check ON cars IS 'looked at late';

ALTER TABLE cars VALIDATE CONSTRAINT cars_late_check;

COMMENT ON CONSTRAINT cars_age_check ON cars IS 'said otherwise';

COMMENT ON CONSTRAINT cars_kept_check ON cars IS NULL;

COMMENT ON CONSTRAINT cars_span_excl ON cars IS 'not at once';

COMMENT ON CONSTRAINT makers_key ON makers IS NULL;

COMMENT ON INDEX makers_name_key IS NULL;

ALTER TABLE makers RENAME CONSTRAINT makers_key TO makers_pkey;

ALTER TABLE cars RENAME CONSTRAINT cars_maker_fkey TO cars_of_maker;

ALTER TABLE cars RENAME CONSTRAINT cars_code_key TO cars_code;

ALTER TABLE parts DROP CONSTRAINT parts_key;

ALTER TABLE parts ADD CONSTRAINT parts_key PRIMARY KEY (id, name);

COMMENT ON CONSTRAINT parts_key ON parts IS 'of two columns';

ALTER TABLE parts DROP CONSTRAINT parts_size_check;

ALTER TABLE parts ADD CONSTRAINT parts_size_check CHECK (size > 1);

COMMENT ON CONSTRAINT parts_size_check ON parts IS 'above one';

COMMENT ON CONSTRAINT length_check ON DOMAIN length IS 'twice';
