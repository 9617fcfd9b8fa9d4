CREATE SCHEMA s2;

CREATE TYPE s2.t2 AS ENUM ('sad', 'ok', 'happy');

CREATE SCHEMA s1;

CREATE TYPE s1."Type One" AS (a int, b s2.t2);

ALTER TYPE s2.t2 RENAME TO "Type One";

