CREATE TABLE pets (id int NOT NULL, a varchar(20) DEFAULT 'x', b int, c int, UNIQUE KEY (b));

ALTER TABLE pets ADD FOREIGN KEY (c) REFERENCES pets (b) ON DELETE NO ACTION;

-- and from here on to another state

ALTER TABLE pets RENAME COLUMN b TO flag;
