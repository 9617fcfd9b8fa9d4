CREATE TABLE pets (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE, email interval NULL);

ALTER TABLE pets CLUSTER ON pets_name_key;

ALTER TABLE pets RENAME CONSTRAINT pets_name_key TO c1;

