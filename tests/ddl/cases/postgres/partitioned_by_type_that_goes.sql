CREATE TYPE t2 AS ENUM ('sad', 'ok');

CREATE TABLE cars (id bigint, kind t2 NOT NULL) PARTITION BY LIST (kind);

CREATE TABLE sad_cars PARTITION OF cars FOR VALUES IN ('sad');

CREATE TABLE other (id int, kind t2);

DROP TYPE t2 CASCADE;
