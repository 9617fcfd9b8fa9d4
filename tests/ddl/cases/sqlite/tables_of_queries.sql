-- Tables made of queries over queries: columns keep the affinity that they have at the bottom of them.

CREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL, age int, score real, at datetime, data blob);

CREATE TABLE common AS WITH q AS (SELECT id, name FROM users), r (k) AS (SELECT q.name FROM q) SELECT q.*, r.k FROM q, r;

CREATE TABLE derived AS SELECT s.*, s.a + 1 AS next FROM (SELECT age AS a, score, at, data, 1 AS one FROM users) s;

CREATE TABLE united AS SELECT id, name, at FROM users UNION ALL SELECT age, name, at FROM users;

CREATE TABLE constants AS SELECT 1 AS a, 'x' AS b UNION SELECT 2, 'y';

CREATE TABLE bare AS SELECT (name) AS a, name COLLATE nocase AS b, (age) AS c, +age AS d, cast(age AS text) AS e, ((at)) COLLATE binary AS f FROM users;

