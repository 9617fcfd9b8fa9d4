CREATE TABLE measured (at date, name text) PARTITION BY LIST (name);

CREATE TABLE counted (id int NOT NULL, name text NOT NULL) PARTITION BY LIST (name);

CREATE TABLE counted_1 PARTITION OF counted FOR VALUES IN ('a');

CREATE TABLE counted_2 PARTITION OF counted FOR VALUES IN ('b');

CREATE INDEX counted_2_own ON counted_2 (id);

-- and from here on to another state

CREATE TABLE measured_1 PARTITION OF measured FOR VALUES IN ('a', 'b');

CREATE UNIQUE INDEX measured_name ON ONLY measured (name);

CREATE INDEX counted_id ON ONLY counted (id);

CREATE INDEX counted_1_id ON counted_1 (id);

ALTER INDEX counted_id ATTACH PARTITION counted_1_id;

CREATE INDEX counted_name ON ONLY counted (name);

ALTER TABLE ONLY counted ADD CONSTRAINT counted_both UNIQUE (id, name);

COMMENT ON CONSTRAINT counted_both ON counted IS 'of the table alone';

COMMENT ON INDEX counted_id IS 'of some';

CREATE TABLE kept (id int, name text) PARTITION BY LIST (name);

CREATE TABLE kept_1 PARTITION OF kept FOR VALUES IN ('a');

CREATE TABLE kept_2 PARTITION OF kept FOR VALUES IN ('b') PARTITION BY RANGE (id);

CREATE TABLE kept_21 PARTITION OF kept_2 FOR VALUES FROM (1) TO (2);

CREATE TABLE kept_22 PARTITION OF kept_2 FOR VALUES FROM (2) TO (3);

CREATE INDEX kept_id ON ONLY kept (id);

CREATE INDEX kept_2_id ON ONLY kept_2 (id);

CREATE INDEX kept_21_id ON kept_21 (id);

ALTER INDEX kept_2_id ATTACH PARTITION kept_21_id;

ALTER INDEX kept_id ATTACH PARTITION kept_2_id;
