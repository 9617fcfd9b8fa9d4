CREATE TABLE users (id int PRIMARY KEY, note text) PAGE_COMPRESSED=1;

-- and from here on to another state

ALTER TABLE users ENGINE=MyISAM;
