CREATE TYPE pair AS (a int, b text);
CREATE TABLE pets OF pair;
CREATE TABLE pets2 OF pair (PRIMARY KEY (a), b WITH OPTIONS NOT NULL DEFAULT 'x', CHECK (a > 0));
CREATE TABLE pets3 (a int, b text);
ALTER TABLE pets3 OF pair;
CREATE TABLE pets4 OF pair;
ALTER TABLE pets4 NOT OF;
