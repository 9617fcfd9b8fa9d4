-- Tables made from queries, and how often a key may be said.
CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE jobs (
    id int, name varchar(20), code char(3), price numeric(10, 2), rate real, at timestamptz, day date, meta jsonb,
    tags text[], state state, took interval, big bigint
);
CREATE TABLE sums AS (
    SELECT j.id AS the_id, count(*)::int AS n, max(j.name) AS last, j.meta->>'a' AS a, j.meta->'b'->'c' AS c,
        coalesce(j.name, 'x') AS called, coalesce(j.price, j.price) AS same, coalesce(j.price, 0) AS other
    FROM jobs j GROUP BY 1, 4, 5, 6, 7, 8
);
CREATE TABLE kinds AS SELECT
    id / 2 * 3 - 1 AS whole, big + id AS wide, price * id AS exact, rate * 2 AS loose, rate * rate AS short,
    day - day AS days, day + 1 AS next, at - at AS span, at + took AS later, at::date AS that, at AT TIME ZONE 'UTC' AS utc,
    NOT (id > 1 AND name LIKE 'a%') AS flag, tags[1] AS first, tags || '{x}'::text[] AS more, tags @> '{a}' AS has,
    CASE WHEN id > 1 THEN price ELSE 0 END AS cased, CASE state WHEN 'open' THEN 'a' END AS word, ARRAY[1, 2] AS numbers,
    name || '-' || id AS label, nullif(name, '') AS named, extract(epoch FROM at) AS epoch, date_trunc('day', at) AS trunc,
    max(state) OVER () AS top, row_number() OVER (PARTITION BY name ORDER BY id) AS nr, substring(name from 1 for 2) AS two,
    meta ? 'k' AS keyed, avg(price) FILTER (WHERE id > 1) OVER w AS mean, -price AS minus, NULL AS nothing, current_date
FROM jobs WINDOW w AS (ORDER BY id);
CREATE TABLE twice (id serial UNIQUE, name text CONSTRAINT named UNIQUE, PRIMARY KEY (id), CONSTRAINT again UNIQUE (name));
DO $$
DECLARE there boolean := false;
BEGIN
    SELECT count(*) != 0 INTO there FROM information_schema.columns WHERE table_name = 'jobs' AND column_name = 'rate';
    IF there THEN
        ALTER TABLE jobs DROP COLUMN rate;
    END IF;
END $$;
CREATE TABLE parent (made timestamptz DEFAULT now());
CREATE TABLE child (made timestamptz DEFAULT NULL) INHERITS (parent);
