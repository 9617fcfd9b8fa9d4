-- The keys of two tables refer to each other: one of them is made last, and its comment after it.
CREATE SCHEMA app;
CREATE TABLE app.users (id int PRIMARY KEY, team_id int NOT NULL);
CREATE TABLE app.teams (id int PRIMARY KEY, lead_id int REFERENCES app.users);
ALTER TABLE app.users ADD CONSTRAINT users_team FOREIGN KEY (team_id) REFERENCES app.teams;
COMMENT ON CONSTRAINT users_team ON app.users IS 'everybody has one';
CREATE TABLE public.action (id int PRIMARY KEY, user_id int REFERENCES app.users);
