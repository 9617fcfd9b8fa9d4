CREATE DOMAIN mood text NOT NULL CONSTRAINT users_name_key CHECK (VALUE ~ '^a');

CREATE TABLE IF NOT EXISTS "user" (id serial PRIMARY KEY, kind mood, meta integer NULL);

ALTER TABLE "user" RENAME kind TO note;

ALTER TABLE "user" DROP CONSTRAINT user_pkey RESTRICT;

CREATE TABLE pets (flag text DEFAULT NULL CHECK (flag <> 'x')) INHERITS ("user");

ALTER TABLE "user" ADD PRIMARY KEY (note);

ALTER TABLE pets ALTER COLUMN id DROP DEFAULT;

