CREATE TABLE users (id int PRIMARY KEY, name text, age int DEFAULT 3);

CREATE TYPE pair AS (a int, b text);

CREATE FUNCTION f_ins(a int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO users (id, name) VALUES (a, 'x'); END;

CREATE FUNCTION f_ins2(a int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO users SELECT a, 'x' ON CONFLICT (id) DO UPDATE SET name = excluded.name; END;

CREATE FUNCTION f_upd(a int) RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE users SET name = 'x', age = age + 1 WHERE id = a; END;

CREATE FUNCTION f_upd2(a int) RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC UPDATE users u SET name = 'x' FROM users v WHERE v.id = u.id AND u.id = a RETURNING u.id; END;

CREATE FUNCTION f_del(a int) RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM users WHERE id = a; DELETE FROM users u USING users v WHERE u.id = v.id RETURNING *; END;

CREATE FUNCTION f_ret(a int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a + 1;

CREATE FUNCTION f_sel(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(id) FROM users WHERE id > a; SELECT 1; END;

CREATE TABLE d (p pair DEFAULT ROW(1, 'x')::pair, q pair DEFAULT (1, 'x'), r pair DEFAULT '(1,x)');
