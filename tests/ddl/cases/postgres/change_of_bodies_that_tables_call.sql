CREATE TABLE log (id int, note int);

CREATE TABLE top (id int);

CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT max(note) FROM log; END;

CREATE FUNCTION g(a int) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT a > count(note) FROM log; END;

CREATE FUNCTION h(a int) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT a + count(note)::int FROM log; END;

CREATE TABLE items (id int DEFAULT f(), size int CONSTRAINT sized CHECK (g(size)), kind int, more bigint DEFAULT f() + 1, other int DEFAULT f());

CREATE INDEX items_kind ON items (h(kind));

CREATE UNIQUE INDEX items_size ON items (size) WHERE g(size);

CREATE TABLE heir (own int DEFAULT h(2)) INHERITS (top);

CREATE FUNCTION plain() RETURNS int LANGUAGE sql AS 'SELECT 1';

CREATE TABLE users (id int DEFAULT plain(), CONSTRAINT is_plain CHECK (id <> plain()));

-- and from here on to another state

DROP INDEX items_kind, items_size;

ALTER TABLE items ALTER id DROP DEFAULT, ALTER more DROP DEFAULT, ALTER other DROP DEFAULT, DROP CONSTRAINT sized;

ALTER TABLE heir ALTER own DROP DEFAULT;

DROP FUNCTION f();

DROP FUNCTION g(int);

DROP FUNCTION h(int);

ALTER TABLE log ALTER note TYPE bigint;

CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT max(note) FROM log; END;

CREATE FUNCTION g(a int) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT a > count(note) FROM log; END;

CREATE FUNCTION h(a int) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT a + count(note)::int FROM log; END;

ALTER TABLE items ALTER id TYPE bigint;

ALTER TABLE items ALTER id SET DEFAULT f(), ALTER more SET DEFAULT f() + 2, ADD COLUMN last bigint DEFAULT f();

ALTER TABLE items ADD CONSTRAINT sized CHECK (g(size));

CREATE INDEX items_kind ON items (h(kind));

CREATE UNIQUE INDEX items_size ON items (size) WHERE g(size);

ALTER TABLE heir ALTER own SET DEFAULT h(2);

ALTER TABLE users ALTER id DROP DEFAULT, DROP CONSTRAINT is_plain;

DROP FUNCTION plain();

CREATE FUNCTION plain() RETURNS bigint LANGUAGE sql AS 'SELECT 1';

ALTER TABLE users ALTER id SET DEFAULT plain(), ADD CONSTRAINT is_plain CHECK (id <> plain());
