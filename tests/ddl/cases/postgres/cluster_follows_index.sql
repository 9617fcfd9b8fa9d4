CREATE SCHEMA s2;

CREATE TABLE s2.tags (id uuid PRIMARY KEY, created_at integer, age bigint DEFAULT NULL UNIQUE);

ALTER TABLE s2.tags CLUSTER ON tags_age_key;

ALTER INDEX s2.tags_age_key RENAME TO pets_age_idx;

