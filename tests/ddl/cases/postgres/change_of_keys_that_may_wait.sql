CREATE TABLE tags (id bigint PRIMARY KEY, name text, kind int, age int);

ALTER TABLE tags ADD CONSTRAINT tags_name_key UNIQUE (name);

ALTER TABLE tags ADD CONSTRAINT tags_kind_key UNIQUE (kind) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE tags ADD CONSTRAINT tags_age_excl EXCLUDE (age WITH =);

-- and from here on to another state

ALTER TABLE tags DROP CONSTRAINT tags_name_key, ADD CONSTRAINT tags_name_key UNIQUE (name) DEFERRABLE;

ALTER TABLE tags DROP CONSTRAINT tags_kind_key, ADD CONSTRAINT tags_kind_key UNIQUE (kind);

ALTER TABLE tags DROP CONSTRAINT tags_age_excl, ADD CONSTRAINT tags_age_excl EXCLUDE (age WITH =) DEFERRABLE;

ALTER TABLE tags DROP CONSTRAINT tags_pkey, ADD CONSTRAINT tags_pkey PRIMARY KEY (id) DEFERRABLE;
