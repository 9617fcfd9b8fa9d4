CREATE TABLE logs (id int, parent_id int, note text, size int DEFAULT 1);

CREATE TABLE cars () INHERITS (logs);

-- and from here on to another state

COMMENT ON COLUMN cars.parent_id IS 'it''s';

ALTER TABLE cars ALTER parent_id SET NOT NULL;

ALTER TABLE logs ALTER parent_id SET DATA TYPE numeric;

ALTER TABLE cars ALTER note SET DEFAULT 'none', ALTER note SET STORAGE MAIN;

ALTER TABLE logs ALTER note TYPE varchar(100);

ALTER TABLE cars ALTER size SET DEFAULT 2, ALTER id SET STATISTICS 10;

ALTER TABLE logs ALTER size TYPE bigint, ALTER id TYPE bigint;
