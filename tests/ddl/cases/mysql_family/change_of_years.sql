CREATE TABLE cars (id int PRIMARY KEY, built year CHECK (built <> 1), sold year DEFAULT '1');

CREATE TABLE pets (id int PRIMARY KEY);

-- and from here on to another state

ALTER TABLE pets ADD COLUMN born year NOT NULL DEFAULT 1.5, ADD COLUMN died year CHECK (died > 70), ADD COLUMN sold year CHECK (sold IN (1, 2));
