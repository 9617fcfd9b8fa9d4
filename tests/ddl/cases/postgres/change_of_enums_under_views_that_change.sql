CREATE SCHEMA s2;

CREATE TYPE t1 AS ENUM ('sad', 'ok');

CREATE TABLE s2.users (id int, mood t1);

CREATE VIEW v1 AS SELECT x.* FROM s2.users x WHERE x.mood IS NOT NULL;

CREATE VIEW v2 AS SELECT mood FROM s2.users;

-- and from here on to another state

ALTER TYPE t1 ADD VALUE 'new';

DROP VIEW v1;

CREATE VIEW v1 AS SELECT x.mood FROM s2.users x;
