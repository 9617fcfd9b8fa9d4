-- A partition that says a column has it from its parent alone, and loses it with that

CREATE TABLE tags (id bigint, name char(255), note boolean) PARTITION BY RANGE (name);

CREATE TABLE w PARTITION OF tags (note NOT NULL) FOR VALUES FROM ('100') TO (MAXVALUE);

ALTER TABLE tags DROP COLUMN note CASCADE;

CREATE TABLE base (id bigint, name char(255), more int);

CREATE TABLE heir (more int) INHERITS (base);

ALTER TABLE heir NO INHERIT base;

ALTER TABLE tags ADD more int;

ALTER TABLE tags ATTACH PARTITION heir FOR VALUES FROM ('000') TO ('100');

ALTER TABLE tags DROP COLUMN more;
