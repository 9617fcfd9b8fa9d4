CREATE TABLE editors (id int PRIMARY KEY, name text, "Secret" text);

CREATE TYPE pair AS (a int, b text);

CREATE FUNCTION sanitized(e editors) RETURNS editors LANGUAGE sql STABLE AS $$ SELECT e.id, e.name, NULL::text $$;

CREATE FUNCTION paired(x int) RETURNS pair LANGUAGE sql IMMUTABLE AS $$ SELECT x, 'b'::text $$;

CREATE FUNCTION told(x int, OUT one int, OUT "Two" text) LANGUAGE sql IMMUTABLE AS $$ SELECT x, 'two'::text $$;

CREATE FUNCTION rows_of(x int) RETURNS TABLE (n int, m int) LANGUAGE sql IMMUTABLE AS $$ SELECT x, x + 1 $$;

CREATE VIEW editor_sanitized AS SELECT (sanitized(editors)).* FROM editors;

CREATE VIEW beside AS SELECT e.id AS first, (sanitized(e)).*, (told(e.id)).* FROM editors e WHERE e.id > 1;

CREATE VIEW pairs AS SELECT (public.paired(id)).*, rows_of.n FROM editors, LATERAL rows_of(id);

CREATE VIEW listed AS SELECT (rows_of(3)).*;

CREATE VIEW above AS SELECT "Secret", id FROM editor_sanitized;

ALTER TABLE editors RENAME COLUMN name TO full_name;

CREATE VIEW whole AS SELECT row_to_json(e) AS one, to_jsonb(e.*) AS two, count(e) OVER () AS three FROM editors e JOIN editors x USING (id);
