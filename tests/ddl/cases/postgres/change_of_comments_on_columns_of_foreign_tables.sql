CREATE FOREIGN DATA WRAPPER far;

CREATE SERVER here FOREIGN DATA WRAPPER far;

CREATE FOREIGN TABLE zoo (id int NOT NULL, name text) SERVER here;

COMMENT ON COLUMN zoo.id IS 'its number';

CREATE FOREIGN TABLE gone (id int) SERVER here;

COMMENT ON COLUMN gone.id IS 'its number';

-- and from here on to another state

COMMENT ON COLUMN zoo.id IS NULL;

COMMENT ON COLUMN zoo.name IS 'what it is called';

DROP FOREIGN TABLE gone;

CREATE FOREIGN TABLE come (id int) SERVER here;

COMMENT ON COLUMN come.id IS 'its number';
