CREATE TABLE kept (id int PRIMARY KEY, a int) WITH SYSTEM VERSIONING

CREATE TABLE forgets (id int PRIMARY KEY, a int) WITH SYSTEM VERSIONING

CREATE TABLE loose (id int, s date NOT NULL, e date NOT NULL, PERIOD FOR valid (s, e))

CREATE TABLE begins (id int PRIMARY KEY)

-- and from here on to another state

SET system_versioning_alter_history = KEEP

ALTER TABLE kept ADD COLUMN b int WITHOUT SYSTEM VERSIONING

ALTER TABLE forgets DROP SYSTEM VERSIONING

ALTER TABLE begins ADD SYSTEM VERSIONING

CREATE TABLE bound (id int, s date, e date, PERIOD FOR valid (s, e), UNIQUE (id, valid WITHOUT OVERLAPS))

DROP TABLE loose

CREATE TABLE loose (a int)
