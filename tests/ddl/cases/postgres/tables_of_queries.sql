-- Tables made of queries over queries: the types of set operations, of WITH and of queries in FROM.

CREATE TABLE users (id int PRIMARY KEY, name varchar(50) NOT NULL, email text, age int, data jsonb, tags text[]);

CREATE TABLE constants AS SELECT 1 AS a, 'x' AS b UNION SELECT 2, 'y';

CREATE TABLE united AS SELECT 'x' AS a, NULL AS b UNION SELECT name, age FROM users UNION SELECT 'z', 4;

CREATE TABLE listed AS SELECT * FROM (VALUES (1, 'x'), (NULL, 'y')) AS v (a, b);

CREATE TABLE common AS WITH q AS (SELECT id, name FROM users), r (k) AS (SELECT q.name FROM q) SELECT q.*, r.k FROM q, r;

CREATE TABLE recursive AS WITH RECURSIVE t (n, path) AS (
    SELECT id, ARRAY[id] FROM users UNION ALL SELECT n + 1, path || n FROM t WHERE n < 5
) SELECT n, path, n * 2 AS twice FROM t;

CREATE TABLE derived AS SELECT s.n, s.c + 1 AS more, s.x FROM (SELECT name AS n, count(*) AS c, 'k' AS x FROM users GROUP BY name) s;

CREATE TABLE beside AS SELECT u.id, p.* FROM users u LEFT JOIN LATERAL (SELECT email, age FROM users WHERE id = u.age LIMIT 1) p ON true;

CREATE TABLE sorted AS (SELECT id, name FROM users) UNION ALL (SELECT id, email FROM users) ORDER BY 1 LIMIT 3;

CREATE TABLE renamed AS SELECT p.a, p.b FROM users AS p (a, b);

CREATE TABLE chosen AS SELECT greatest(name, email) AS g, least(email, name) AS l, coalesce(name, email) AS c,
    CASE WHEN true THEN name ELSE email END AS w, CASE id WHEN 1 THEN 'a' WHEN 2 THEN name END AS v FROM users;

CREATE TABLE elements AS SELECT id, jsonb_array_elements(data) AS e, jsonb_object_keys(data) AS k, generate_series(1, 3) AS n FROM users;

CREATE VIEW words AS SELECT 'x' AS a, id FROM users;

CREATE TABLE of_view AS SELECT a || id AS b, a FROM words
