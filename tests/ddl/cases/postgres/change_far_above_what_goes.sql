-- What happens to a table reaches those far below it, with tables between them of which nothing is to be done.

CREATE TABLE items (id int PRIMARY KEY, kind smallint, price int);

CREATE TABLE sold (note text) INHERITS (items);

CREATE TABLE logs () INHERITS (sold);

CREATE INDEX logs_id ON logs (id, note);

CREATE TABLE days (id int NOT NULL, kind int, at date NOT NULL) PARTITION BY RANGE (at);

CREATE TABLE years PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2030-01-01') PARTITION BY RANGE (at);

CREATE TABLE year PARTITION OF years FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');

CREATE INDEX year_kind ON year (kind);

-- and from here on to another state

ALTER TABLE items DROP COLUMN id;

ALTER TABLE items ADD COLUMN place text;

DROP TABLE logs;

CREATE TABLE lists () INHERITS (sold);

CREATE INDEX lists_place ON lists (place, note);

ALTER TABLE days DROP COLUMN kind;

ALTER TABLE days ADD COLUMN place text;

DROP TABLE year;

CREATE TABLE later PARTITION OF years FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

CREATE INDEX later_place ON later (place);
