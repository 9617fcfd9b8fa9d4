CREATE SCHEMA s1;

CREATE TABLE s1."user" (id smallint NOT NULL, name text);

ALTER TABLE s1."user" ADD UNIQUE (id);

ALTER TABLE s1."user" REPLICA IDENTITY USING INDEX user_id_key;

ALTER TABLE s1."user" DROP CONSTRAINT user_id_key;
