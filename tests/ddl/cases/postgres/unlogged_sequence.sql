CREATE SCHEMA s2;

CREATE UNLOGGED TABLE s2.tags (id bigserial PRIMARY KEY, note bit(3), kind varchar(10) COLLATE "POSIX", CONSTRAINT "Named One" CHECK (note <> 'x'), CONSTRAINT pets_age_check UNIQUE (kind) DEFERRABLE INITIALLY DEFERRED);

ALTER TABLE s2.tags RENAME TO logs;

