CREATE TABLE users (id int PRIMARY KEY);

CREATE TABLE pets (id int PRIMARY KEY, user_id int, CONSTRAINT owner FOREIGN KEY (user_id) REFERENCES users (id));

CREATE TABLE parts (id int PRIMARY KEY, whole int, CONSTRAINT whole FOREIGN KEY (whole) REFERENCES parts (id));

-- and from here on to another state

ALTER TABLE pets DROP FOREIGN KEY owner;

ALTER TABLE pets ENGINE=MyISAM;

ALTER TABLE parts DROP FOREIGN KEY whole;

ALTER TABLE parts ENGINE=MyISAM;
