CREATE TABLE channels (id VARCHAR(26) NOT NULL, parent VARCHAR(26), props TEXT, made BIGINT DEFAULT 0, PRIMARY KEY (id), KEY by_made (made));
