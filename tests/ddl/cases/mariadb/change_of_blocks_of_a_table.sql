-- A key goes on telling the blocks that its table had.

CREATE TABLE users (id int PRIMARY KEY, a int);

CREATE TABLE items (id int PRIMARY KEY, a int) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8;

-- and from here on to another state

DROP TABLE users;

CREATE TABLE users (id bigint PRIMARY KEY, a int) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8;

ALTER TABLE items KEY_BLOCK_SIZE=0, ROW_FORMAT=DEFAULT;
