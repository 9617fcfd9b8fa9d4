CREATE TABLE pets (id bigint PRIMARY KEY, parent_id bigint NULL, created_at text GENERATED ALWAYS AS ((parent_id * 2)::text) STORED);

-- and from here on to another state

ALTER TABLE pets DROP COLUMN created_at, ADD COLUMN created_at bigint NOT NULL;
