CREATE TABLE log (id int, note int);

CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT max(note) FROM log; END;

CREATE FUNCTION g(a int) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT a > count(note) FROM log; END;

CREATE TABLE top (id bigint DEFAULT f(), size int CONSTRAINT sized CHECK (g(size)));

CREATE TABLE middle (own bigint DEFAULT f()) INHERITS (top);

CREATE TABLE bottom (CONSTRAINT own_sized CHECK (g(size) OR size < 3)) INHERITS (middle);

CREATE VIEW sizes AS SELECT id, size FROM top WHERE g(size);

CREATE TABLE parted (id int, at bigint DEFAULT f()) PARTITION BY LIST (id);

CREATE TABLE first_part PARTITION OF parted FOR VALUES IN (1);

-- and from here on to another state

DROP VIEW sizes;

ALTER TABLE top ALTER id DROP DEFAULT, DROP CONSTRAINT sized;

ALTER TABLE middle ALTER own DROP DEFAULT;

ALTER TABLE bottom DROP CONSTRAINT own_sized;

ALTER TABLE parted ALTER at DROP DEFAULT;

DROP FUNCTION f();

DROP FUNCTION g(int);

ALTER TABLE log ALTER note TYPE bigint;

CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT max(note) FROM log; END;

CREATE FUNCTION g(a int) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT a > count(note) FROM log; END;

ALTER TABLE top ALTER id SET DEFAULT f(), ADD CONSTRAINT sized CHECK (g(size));

ALTER TABLE middle ALTER own SET DEFAULT f();

ALTER TABLE bottom ADD CONSTRAINT own_sized CHECK (g(size) OR size < 3);

ALTER TABLE parted ALTER at SET DEFAULT f();

CREATE VIEW sizes AS SELECT id, size FROM top WHERE g(size);
