CREATE TABLE logs (id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id text COMPRESSION pglz, a_column_with_a_name_that_is_rather_long_as_well bigint NOT NULL DEFAULT -1);

ALTER TABLE logs ADD CONSTRAINT c1 UNIQUE (a_column_with_a_name_that_is_rather_long_as_well);

COMMENT ON CONSTRAINT c1 ON logs IS E'two\nlines';

