CREATE TABLE users (id integer PRIMARY KEY, name text);
CREATE UNIQUE INDEX users_name ON users (name);
CREATE TABLE "a/b: c" (id integer PRIMARY KEY, user_id integer REFERENCES users (id));
CREATE VIEW names AS SELECT name FROM users;
CREATE TRIGGER names_added INSTEAD OF INSERT ON names BEGIN INSERT INTO users (name) VALUES (NEW.name); END;
CREATE TRIGGER users_gone AFTER DELETE ON users BEGIN DELETE FROM "a/b: c" WHERE user_id = OLD.id; END;
