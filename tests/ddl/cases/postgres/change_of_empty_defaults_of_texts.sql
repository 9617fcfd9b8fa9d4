CREATE TABLE items (parent_id varchar(10) COLLATE "POSIX", at timestamp(3), name text);

-- and from here on to another state

ALTER TABLE items ALTER COLUMN parent_id SET DEFAULT NULL, ALTER COLUMN at SET DEFAULT NULL;
