-- The columns of functions that views read: those of their arguments, of their types, or one under the alias.

CREATE TABLE people (id int, name varchar(20), "Odd" text[]);

CREATE TYPE pair AS (one int, two text);

CREATE TYPE mood AS ENUM ('sad');

CREATE FUNCTION outs(IN showtext boolean, OUT userid oid, OUT q text) RETURNS SETOF record LANGUAGE sql AS 'select 1::oid, ''x''';

CREATE FUNCTION tab(a int) RETURNS TABLE (b int, c text) LANGUAGE sql AS 'select 1, ''x''';

CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'select 1';

CREATE FUNCTION one_out(OUT n int) LANGUAGE sql AS 'select 1';

CREATE FUNCTION one_nameless(OUT int) LANGUAGE sql AS 'select 1';

CREATE FUNCTION rows_of(a int) RETURNS SETOF people LANGUAGE sql AS 'select 1, ''x'', null::text[]';

CREATE FUNCTION pairs() RETURNS pair LANGUAGE sql AS 'select 1, ''x''';

CREATE FUNCTION moods() RETURNS SETOF mood LANGUAGE sql AS 'select ''sad''::mood';

CREATE VIEW v1 AS SELECT * FROM outs(true);

CREATE VIEW v2 AS SELECT * FROM tab(1) AS x;

CREATE VIEW v3 AS SELECT x.*, 1 AS z FROM tab(1) x(m, n);

CREATE VIEW v4 AS SELECT * FROM one();

CREATE VIEW v5 AS SELECT * FROM rows_of(1) p JOIN one() AS x ON x = p.id;

CREATE VIEW v6 AS SELECT * FROM people, LATERAL generate_series(1, people.id) g;

CREATE VIEW v7 AS SELECT key, value FROM json_each('{"a":1}'::json);

CREATE VIEW v8 AS SELECT * FROM jsonb_array_elements('[]'::jsonb) WITH ORDINALITY AS e(v, n);

CREATE VIEW v9 AS SELECT * FROM one_out() AS o;

CREATE VIEW v10 AS SELECT * FROM one_nameless() AS o, pairs(), moods() m;

CREATE VIEW v11 AS SELECT * FROM v5;

CREATE VIEW v12 AS (SELECT id FROM people) UNION (SELECT one FROM pairs());

CREATE VIEW v13 AS ((SELECT id, name FROM people) UNION ALL (SELECT one, two FROM pairs())) ORDER BY 1 LIMIT 3;

CREATE VIEW v14 AS (WITH x AS (SELECT id FROM people) SELECT * FROM x);

CREATE VIEW v15 AS (SELECT p.id, q.name FROM people p LEFT JOIN people q ON q.id = p.id);
