CREATE TABLE pets (id varchar(36) PRIMARY KEY, note longtext NOT NULL DEFAULT CURRENT_TIMESTAMP, meta int AS (concat(note, 'x')), total bigint AS (meta + 1) VIRTUAL);

-- and from here on to another state

CREATE OR REPLACE TABLE pets (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, KEY (b));
