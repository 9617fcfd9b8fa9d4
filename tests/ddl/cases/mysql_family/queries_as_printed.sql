-- Views, checks and defaults as their authors write them, and as the server prints them.

CREATE TABLE users (id int unsigned NOT NULL AUTO_INCREMENT, name varchar(100) NOT NULL DEFAULT '', email varchar(191) DEFAULT NULL, age int, created datetime NOT NULL DEFAULT CURRENT_TIMESTAMP, updated timestamp NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP, meta json, active bool NOT NULL DEFAULT TRUE, manager_id int unsigned, price decimal(10,2) NOT NULL DEFAULT 0, total decimal(12,2) AS (price * age) STORED, lname varchar(100) GENERATED ALWAYS AS (LOWER(TRIM(name))) VIRTUAL, PRIMARY KEY (id), UNIQUE INDEX email (email), KEY nm (name(10), age DESC), CONSTRAINT mgr FOREIGN KEY (manager_id) REFERENCES users (id) ON DELETE SET NULL, CHECK (age >= 0 AND age < 200), CONSTRAINT c2 CHECK (name <> '' OR email IS NOT NULL), CHECK (JSON_VALID(meta)), CHECK (price BETWEEN 0 AND 1000 AND name IN ('a', 'b') AND NOT (active XOR age > 3)));

CREATE TABLE posts (id bigint PRIMARY KEY AUTO_INCREMENT, user_id int unsigned NOT NULL, title varchar(50), at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, score float, body text, INDEX (user_id), FOREIGN KEY (user_id) REFERENCES users (id) ON UPDATE CASCADE);

CREATE VIEW v1 AS SELECT * FROM users WHERE id IN (SELECT user_id FROM posts WHERE score > 3);

CREATE VIEW v3 AS SELECT u.name, (SELECT COUNT(*) FROM posts p WHERE p.user_id = u.id) AS posts FROM users u;

CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW v4 AS SELECT u.name, m.name AS manager FROM users u LEFT OUTER JOIN users m ON m.id = u.manager_id WHERE NOT u.active AND u.email LIKE '%@x.com' ORDER BY u.name DESC LIMIT 10;

CREATE VIEW v5 AS WITH a AS (SELECT user_id, SUM(score) AS s FROM posts GROUP BY user_id) SELECT users.name, a.s FROM users INNER JOIN a ON a.user_id = users.id;

CREATE VIEW v7 AS SELECT 'user' AS kind, id, name AS label FROM users UNION ALL SELECT 'post', id, title FROM posts;

CREATE VIEW v8 AS SELECT u.id, COALESCE(u.name, 'x') AS label, CASE u.age WHEN 1 THEN 'one' ELSE 'many' END AS c, JSON_EXTRACT(u.meta, '$.a') AS a, DATE_FORMAT(u.created, '%Y-%m') AS ym, YEAR(u.created) AS y, CAST(u.age AS CHAR) AS t, u.created + INTERVAL 1 DAY AS nx, IF(u.age > 3, 'x', 'y') AS i, CONCAT(u.name, ' ', u.age) AS cc, IFNULL(u.age, 0) AS n, u.age DIV 2 AS dv, u.age % 2 AS md, u.age & 1 AS b, SUBSTRING(u.name FROM 2 FOR 3) AS s, NOW() AS n2, UNIX_TIMESTAMP(u.created) AS ut FROM users AS u;

CREATE VIEW v9 AS SELECT user_id, COUNT(*), COUNT(DISTINCT title) AS du, GROUP_CONCAT(title ORDER BY title SEPARATOR '; ') AS titles, MAX(score) FROM posts p GROUP BY 1 HAVING COUNT(*) > 1;

CREATE VIEW v11 AS SELECT u.id FROM users u WHERE EXISTS (SELECT 1 FROM posts WHERE posts.user_id = u.id) AND u.age BETWEEN 18 AND 65 AND u.id IN (1, 2, 3) AND (u.email IS NULL OR u.email <> '');

CREATE VIEW v14 AS SELECT id, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY at) AS rn, SUM(score) OVER () AS s FROM posts;

CREATE VIEW v17 AS SELECT p.*, u.name FROM posts p JOIN users u USING (id);

CREATE VIEW v19 AS WITH RECURSIVE tree (id, depth) AS (SELECT id, 0 FROM users WHERE manager_id IS NULL UNION ALL SELECT u.id, tree.depth + 1 FROM users u JOIN tree ON u.manager_id = tree.id) SELECT * FROM tree;


CREATE TABLE texts (a varchar(5));

CREATE VIEW introduced AS SELECT concat(a, _utf8' ', _utf8mb4'x', _latin1'y') AS b FROM texts WHERE a <> _utf8'z';
