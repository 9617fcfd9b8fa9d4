-- Comments on columns of foreign tables, which follow their tables.

CREATE FOREIGN DATA WRAPPER far;

CREATE SERVER here FOREIGN DATA WRAPPER far;

CREATE SCHEMA s2;

CREATE FOREIGN TABLE zoo (id int NOT NULL, name text, "Odd" int) SERVER here;

COMMENT ON COLUMN zoo.id IS 'its number';

COMMENT ON COLUMN public.zoo."Odd" IS 'it''s odd';

COMMENT ON COLUMN zoo.name IS 'said';

COMMENT ON COLUMN zoo.name IS NULL;

CREATE FOREIGN TABLE pets (id int, gone int, kept text) SERVER here;

COMMENT ON COLUMN pets.gone IS 'to go';

COMMENT ON COLUMN pets.kept IS 'to stay';

ALTER FOREIGN TABLE pets DROP COLUMN gone;

ALTER FOREIGN TABLE pets RENAME TO animals;

ALTER FOREIGN TABLE animals SET SCHEMA s2;

CREATE FOREIGN TABLE left_behind (id int) SERVER here;

COMMENT ON COLUMN left_behind.id IS 'goes along';

DROP FOREIGN TABLE left_behind;

CREATE FOREIGN TABLE left_behind (id int) SERVER here;

CREATE FOREIGN TABLE far_off (id int, b int) SERVER here;

COMMENT ON COLUMN far_off.id IS 'renamed';

ALTER FOREIGN TABLE far_off RENAME COLUMN id TO number;
