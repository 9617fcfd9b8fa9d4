CREATE TABLE counted (id int NOT NULL, name text NOT NULL) PARTITION BY LIST (name);

CREATE TABLE counted_1 PARTITION OF counted FOR VALUES IN ('a');

CREATE TABLE counted_2 PARTITION OF counted FOR VALUES IN ('b');

CREATE INDEX counted_id ON ONLY counted (id);

CREATE INDEX counted_1_id ON counted_1 (id);

ALTER INDEX counted_id ATTACH PARTITION counted_1_id;

CREATE INDEX counted_name ON ONLY counted (name);

CREATE INDEX counted_1_name ON counted_1 (name);

CREATE TABLE listed (id int NOT NULL, name text NOT NULL) PARTITION BY LIST (name);

CREATE INDEX listed_id ON listed (id);

CREATE TABLE gone (id int NOT NULL, name text NOT NULL) PARTITION BY LIST (name);

CREATE TABLE gone_1 PARTITION OF gone FOR VALUES IN ('a');

CREATE TABLE gone_2 PARTITION OF gone FOR VALUES IN ('b');

CREATE INDEX gone_id ON ONLY gone (id);

CREATE INDEX gone_1_id ON gone_1 (id);

ALTER INDEX gone_id ATTACH PARTITION gone_1_id;

CREATE TABLE left_1 (id int NOT NULL, name text NOT NULL) PARTITION BY LIST (name);

CREATE TABLE left_11 PARTITION OF left_1 FOR VALUES IN ('a');

CREATE INDEX left_id ON ONLY left_1 (id);

-- and from here on to another state

CREATE INDEX counted_2_id ON counted_2 (id);

ALTER INDEX counted_id ATTACH PARTITION counted_2_id;

ALTER INDEX counted_name ATTACH PARTITION counted_1_name;

DROP INDEX listed_id;

CREATE TABLE listed_1 PARTITION OF listed FOR VALUES IN ('a');

CREATE INDEX listed_id ON ONLY listed (id);

DROP TABLE gone;

DROP INDEX left_id;

CREATE INDEX left_id ON left_1 (id);
