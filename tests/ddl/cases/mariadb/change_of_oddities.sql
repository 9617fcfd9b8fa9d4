CREATE TABLE times (id int PRIMARY KEY, a time(2) NOT NULL DEFAULT 42, b date DEFAULT 0, c datetime DEFAULT 20240102030405, d year DEFAULT 1)

CREATE TABLE long_key (id text COMMENT 'some text', UNIQUE (id))

CREATE TABLE packed (a varchar(10)) PAGE_COMPRESSED=1

ALTER TABLE packed ENGINE=MyISAM

CREATE TABLE seen (id int PRIMARY KEY, a int, KEY name (a))

-- and from here on to another state

RENAME TABLE packed TO packed_too

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (a int)

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD FOREIGN KEY (a) REFERENCES times (id)

ALTER TABLE seen ALTER INDEX name IGNORED
