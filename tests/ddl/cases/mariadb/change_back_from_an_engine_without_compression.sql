CREATE TABLE users (id int PRIMARY KEY, note text) PAGE_COMPRESSED=1;

CREATE TABLE pets (id int PRIMARY KEY, note text) PAGE_COMPRESSED=1;

ALTER TABLE users ENGINE=MyISAM;

ALTER TABLE pets ENGINE=Aria;

-- and from here on to another state

DROP TABLE users, pets;

CREATE TABLE users (id int PRIMARY KEY, note text);

CREATE TABLE pets (id int PRIMARY KEY, note text) PAGE_COMPRESSED=1;
