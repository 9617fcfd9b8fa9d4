CREATE TABLE pets (id varchar(36) PRIMARY KEY, meta timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, flag bigint AS (lower(meta)));

-- and from here on to another state

ALTER TABLE pets CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
