CREATE TABLE counted (id int NOT NULL, name text NOT NULL) PARTITION BY LIST (name);

CREATE TABLE counted_1 PARTITION OF counted FOR VALUES IN ('a');

CREATE TABLE counted_2 PARTITION OF counted FOR VALUES IN ('b');

ALTER TABLE ONLY counted ADD CONSTRAINT counted_both UNIQUE (id, name);

CREATE TABLE free (id int NOT NULL, name text NOT NULL);

CREATE INDEX free_id ON free (id);

CREATE TABLE listed (id int NOT NULL, name text NOT NULL) PARTITION BY LIST (name);

CREATE TABLE listed_1 PARTITION OF listed FOR VALUES IN ('a');

CREATE TABLE listed_2 PARTITION OF listed FOR VALUES IN ('b');

CREATE INDEX listed_id ON listed (id);

CREATE INDEX listed_ids ON ONLY listed (id);

CREATE TABLE deep (id int NOT NULL, name text NOT NULL) PARTITION BY LIST (name);

CREATE TABLE deep_1 PARTITION OF deep FOR VALUES IN ('a') PARTITION BY RANGE (id);

CREATE TABLE deep_11 PARTITION OF deep_1 FOR VALUES FROM (1) TO (2);

CREATE INDEX deep_name ON ONLY deep (name);

CREATE INDEX deep_id ON deep (id);

-- and from here on to another state

ALTER TABLE counted DROP CONSTRAINT counted_both;

ALTER TABLE ONLY counted ADD CONSTRAINT counted_key PRIMARY KEY (id, name);

COMMENT ON CONSTRAINT counted_key ON counted IS 'of all some day';

ALTER TABLE counted_1 ADD CONSTRAINT counted_1_key PRIMARY KEY (id, name);

ALTER INDEX counted_key ATTACH PARTITION counted_1_key;

DROP INDEX listed_id;

CREATE INDEX listed_id ON ONLY listed (id, name);

ALTER TABLE listed DETACH PARTITION listed_2;

ALTER TABLE listed ATTACH PARTITION free FOR VALUES IN ('b', 'c');

DROP INDEX deep_id;

CREATE INDEX deep_id ON ONLY deep (id);

CREATE INDEX deep_1_id ON deep_1 (id);

DROP INDEX deep_name;

ALTER TABLE deep ADD COLUMN more int;

CREATE INDEX deep_more ON ONLY deep (more);

CREATE INDEX deep_11_more ON deep_11 (more);
