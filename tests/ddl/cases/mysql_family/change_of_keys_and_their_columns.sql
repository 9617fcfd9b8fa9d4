CREATE TABLE pets (id int PRIMARY KEY, parent int, kind text);

ALTER TABLE pets ADD FOREIGN KEY (parent) REFERENCES pets (id);

CREATE TABLE toys (id int PRIMARY KEY, pet_id int, note text, FOREIGN KEY (pet_id) REFERENCES pets (id) ON UPDATE CASCADE);

-- and from here on to another state

ALTER TABLE pets RENAME COLUMN id TO name;
