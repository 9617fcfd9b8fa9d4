CREATE TYPE pair AS (a int, b text);

CREATE TABLE typed OF pair;

CREATE COLLATION coll1 (locale = 'C');

CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq);

CREATE TABLE clustered (id int CONSTRAINT clustered_id UNIQUE);

ALTER TABLE clustered CLUSTER ON clustered_id;

ALTER TABLE clustered REPLICA IDENTITY FULL;

CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE CAST (mood AS int) WITH INOUT AS ASSIGNMENT;

-- and from here on to another state

ALTER TABLE typed NOT OF;

DROP COLLATION coll1;

DROP OPERATOR === (int, int);

ALTER TABLE clustered SET WITHOUT CLUSTER;

ALTER TABLE clustered REPLICA IDENTITY NOTHING;

DROP CAST (mood AS int);
