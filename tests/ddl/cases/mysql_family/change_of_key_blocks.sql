CREATE TABLE users (id int PRIMARY KEY, name int, KEY users_name (name)) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8;

-- and from here on to another state

ALTER TABLE users ENGINE=MyISAM;
