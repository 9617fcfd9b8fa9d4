-- until version 17: a child can't have null where its parent has not
CREATE SCHEMA s2;

CREATE TABLE IF NOT EXISTS s2."user" (id smallint GENERATED ALWAYS AS IDENTITY (INCREMENT 2), created_at character varying(255), note character varying(10) NOT NULL DEFAULT E'a\nb');

CREATE TABLE items () INHERITS (s2."user");

ALTER TABLE items RENAME TO tags;

ALTER TABLE tags ALTER id DROP NOT NULL;

