-- Views as their authors write them, and as the server prints them.
CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL, email varchar(100), age int, created timestamptz DEFAULT now(), deleted boolean DEFAULT false, meta jsonb, tags text[], manager_id int REFERENCES users);

CREATE TABLE posts (id bigserial PRIMARY KEY, user_id int NOT NULL REFERENCES users, title varchar(50), body text, at timestamp, score numeric(10,2), status char(1) DEFAULT 'd');

CREATE VIEW v1 AS SELECT * FROM users WHERE id IN (SELECT user_id FROM posts WHERE score > 3);

CREATE VIEW v2 AS SELECT id, name FROM users WHERE id NOT IN (SELECT manager_id FROM users WHERE manager_id IS NOT NULL);

CREATE VIEW v3 AS SELECT u.name, (SELECT count(*) FROM posts p WHERE p.user_id = u.id) AS posts, (SELECT max(p.at) FROM posts p WHERE p.user_id = u.id) AS last FROM users u;

CREATE VIEW v4 AS SELECT u.name, m.name AS manager FROM users u LEFT OUTER JOIN users m ON m.id = u.manager_id WHERE NOT u.deleted AND u.email LIKE '%@x.com' ORDER BY u.name DESC LIMIT 10;

CREATE VIEW v5 AS WITH a AS (SELECT user_id, sum(score) AS s FROM posts GROUP BY user_id), b AS (SELECT user_id FROM a WHERE s > 10) SELECT users.name, a.s FROM users INNER JOIN a ON a.user_id = users.id JOIN b USING (user_id);

CREATE VIEW v6 AS SELECT DISTINCT ON (user_id) user_id, title, rank() OVER w FROM posts WINDOW w AS (PARTITION BY user_id ORDER BY score DESC) ORDER BY user_id, at DESC NULLS LAST;

CREATE VIEW v7 AS SELECT 'user' AS kind, id::bigint, name AS label FROM users UNION ALL SELECT 'post', id, title FROM posts;

CREATE VIEW v8 AS SELECT u.id, coalesce(u.name, 'x') || ' (' || u.age || ')' AS label, CASE u.age WHEN 1 THEN 'one' ELSE 'many' END AS c, u.meta->>'a' AS a, u.meta #> '{a,b}' AS ab, u.tags[1], array_length(u.tags, 1), extract(year FROM u.created) AS y, date_trunc('month', u.created)::date AS m, u.created::date, cast(u.age AS text) AS t, u.created AT TIME ZONE 'UTC' AS z FROM users AS u;

CREATE VIEW v9 AS SELECT p.status, count(*), count(DISTINCT p.user_id) AS du, sum(p.score) FILTER (WHERE p.score > 0) AS pos, string_agg(p.title, ', ' ORDER BY p.title) AS titles, array_agg(p.id) AS ids, json_agg(json_build_object('id', p.id, 't', p.title)) AS js, avg(p.score)::numeric(10,2) FROM posts p GROUP BY 1 HAVING count(*) > 1;

CREATE VIEW v10 AS SELECT * FROM users u CROSS JOIN LATERAL (SELECT p.title FROM posts p WHERE p.user_id = u.id ORDER BY p.at DESC LIMIT 1) AS latest;

CREATE VIEW v11 AS SELECT u.*, x.tag FROM users u, unnest(u.tags) AS x(tag) WHERE EXISTS (SELECT 1 FROM posts WHERE posts.user_id = u.id AND status = 'p') AND u.age BETWEEN 18 AND 65 AND u.name ILIKE 'a%' AND u.id = ANY (ARRAY[1, 2, 3]) AND (u.email IS NULL OR u.email <> '');

CREATE VIEW v12 AS SELECT date_trunc('day', at) AS day, count(*) AS n FROM posts WHERE at > now() - interval '30 days' AND status IN ('a', 'b') GROUP BY date_trunc('day', at) ORDER BY day;

CREATE VIEW v13 AS SELECT g.d::date AS day, count(p.id) FROM generate_series('2024-01-01'::date, '2024-12-31', '1 day') AS g(d) LEFT JOIN posts p ON p.at::date = g.d GROUP BY 1;

CREATE VIEW v14 AS SELECT id, row_number() OVER (PARTITION BY user_id ORDER BY at) AS rn, lag(score, 1) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS prev, sum(score) OVER () FROM posts;

CREATE VIEW v15 AS SELECT user_id, GREATEST(max(score), 0) AS g, NULLIF(max(title), '') AS nt, bool_or(status = 'a') AS any_a, percentile_cont(0.5) WITHIN GROUP (ORDER BY score) AS med FROM posts GROUP BY ROLLUP (user_id);

CREATE VIEW v18 AS SELECT v1.id, v1.name FROM v1 WHERE v1.age > (SELECT avg(age) FROM users) UNION (SELECT id, name FROM v2 EXCEPT SELECT 1, 'a');

CREATE VIEW v19 AS WITH RECURSIVE tree(id, depth) AS (SELECT id, 0 FROM users WHERE manager_id IS NULL UNION ALL SELECT u.id, tree.depth + 1 FROM users u JOIN tree ON u.manager_id = tree.id) SELECT * FROM tree;

CREATE VIEW v20 AS SELECT id FROM users WHERE (age, id) > (1, 2) AND age % 2 = 0 AND name ~ '^a' AND created > '2020-01-01' AND NOT (deleted IS TRUE) AND meta ? 'x' AND meta @> '{"a": 1}' AND position('x' in name) > 0 AND substring(name from 1 for 2) = 'ab' AND trim(both ' ' from name) <> '' AND overlay(name placing 'x' from 1) = 'y';

CREATE TABLE whole (id int, name text);

CREATE VIEW wholly AS TABLE whole;

CREATE VIEW twice AS TABLE whole UNION ALL SELECT 1, 'a' ORDER BY 1;

CREATE VIEW within AS WITH w AS (TABLE ONLY whole) TABLE w;
