CREATE TABLE measured (at date NOT NULL, value int) PARTITION BY RANGE (at);

CREATE TABLE measured_1 PARTITION OF measured FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');

CREATE TABLE measured_2 PARTITION OF measured FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

CREATE TABLE measured_3 (at date NOT NULL, value int);

-- and from here on to another state

ALTER TABLE measured DETACH PARTITION measured_1;

ALTER TABLE measured ATTACH PARTITION measured_3 FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');

ALTER TABLE measured ADD COLUMN note text DEFAULT 'x';

ALTER TABLE measured ALTER value SET NOT NULL;

ALTER TABLE measured_2 ALTER note SET DEFAULT 'y';

CREATE TABLE measured_4 PARTITION OF measured DEFAULT;
