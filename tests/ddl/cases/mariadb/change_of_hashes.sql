CREATE TABLE users (id int PRIMARY KEY, name multipoint, age point, note text, UNIQUE KEY (name, age DESC), UNIQUE KEY (note DESC, id DESC), UNIQUE KEY (id DESC, note (10) DESC), UNIQUE KEY (age DESC));

-- and from here on to another state

ALTER TABLE users ADD COLUMN flag bool;
