CREATE SCHEMA s1;

CREATE TABLE users (id int PRIMARY KEY, name text);

CREATE TABLE archive (id int, name text, at timestamptz);

CREATE FUNCTION f(a int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO users (id, name) VALUES (a, 'y'); SELECT * FROM archive; UPDATE archive SET name = 'x' FROM users u WHERE u.id = archive.id RETURNING archive.*; END;

CREATE FUNCTION g() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT id FROM users; END;

CREATE FUNCTION h() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM archive; END;

CREATE RULE r1 AS ON DELETE TO users WHERE OLD.id > 3 DO ALSO INSERT INTO archive (id, name) SELECT OLD.id, OLD.name;

CREATE RULE r1 AS ON UPDATE TO archive DO ALSO (UPDATE users SET name = NEW.name WHERE id = OLD.id; INSERT INTO users SELECT archive.id, name FROM archive WHERE name = 'x' ON CONFLICT (id) DO UPDATE SET name = excluded.name);

CREATE RULE self AS ON UPDATE TO users DO ALSO UPDATE users SET name = NULL WHERE name = 'old';

ALTER TABLE users RENAME COLUMN id TO user_id;

ALTER TABLE archive RENAME COLUMN name TO label;

ALTER TABLE users RENAME TO people;

ALTER TABLE people SET SCHEMA s1;

ALTER TABLE archive ADD COLUMN more int;

ALTER TABLE archive DROP COLUMN at CASCADE;

ALTER TABLE s1.people DROP COLUMN name CASCADE;

CREATE TABLE gone (id int);

CREATE FUNCTION over_gone() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM gone; END;

CREATE RULE into_gone AS ON INSERT TO archive DO ALSO INSERT INTO gone VALUES (1);

DROP TABLE gone CASCADE;

CREATE TABLE s1."user" (id int, note text);

CREATE FUNCTION moved() RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE s1."user" SET id = NULL; END;

ALTER TABLE s1."user" SET SCHEMA public;

SET search_path = public, s1;

CREATE TABLE s1.tags (id int, kind text);

CREATE TABLE public.tags (id int);

CREATE RULE other AS ON UPDATE TO tags DO ALSO INSERT INTO "user" TABLE s1.tags;

CREATE RULE rows AS ON DELETE TO "user" WHERE OLD.* IS DISTINCT FROM OLD.* DO ALSO (INSERT INTO s1.tags SELECT OLD.*; INSERT INTO s1.tags VALUES (OLD.*), (1, 'a'); INSERT INTO s1.tags (kind) SELECT row_to_json(OLD.*)::text);

ALTER TABLE "user" RENAME COLUMN note TO label;
