CREATE TABLE users (id int PRIMARY KEY, name text, age int DEFAULT 3);

CREATE TABLE logs (id serial, at timestamptz DEFAULT now(), what text, who int);

CREATE VIEW v AS SELECT id, name FROM users;

CREATE RULE v_ins AS ON INSERT TO v DO INSTEAD INSERT INTO users (id, name) VALUES (NEW.id, NEW.name);

CREATE RULE v_upd AS ON UPDATE TO v DO INSTEAD UPDATE users SET name = NEW.name, age = age + 1 WHERE id = OLD.id;

CREATE RULE v_del AS ON DELETE TO v DO INSTEAD DELETE FROM users WHERE users.id = OLD.id;

CREATE RULE audit AS ON UPDATE TO users WHERE NEW.name <> OLD.name DO ALSO INSERT INTO logs (what, who) VALUES ('renamed', OLD.id);

CREATE RULE nodel AS ON DELETE TO logs DO INSTEAD NOTHING;

CREATE RULE two AS ON INSERT TO users DO ALSO (INSERT INTO logs (what) VALUES ('a'); DELETE FROM logs WHERE at < now() - interval '1 day'; NOTIFY users);
