-- What a table has of one engine stays when it goes to another.

CREATE TABLE pages (id int, a varchar(300), KEY (a)) PAGE_COMPRESSED=1;

ALTER TABLE pages ENGINE=MyISAM;

ALTER TABLE pages ADD COLUMN b int;

CREATE TABLE pages_too LIKE pages;

CREATE TABLE pages_again LIKE pages;

ALTER TABLE pages_again ENGINE=InnoDB;

CREATE TABLE sums (id int) ENGINE=Aria;

CREATE TABLE sums_off (id int) ENGINE=Aria PAGE_CHECKSUM=0;

CREATE TABLE sums_too LIKE sums_off;

CREATE TABLE sums_left LIKE sums;

ALTER TABLE sums_left ENGINE=InnoDB;

CREATE TABLE sums_like_left LIKE sums_left;

CREATE TABLE sums_usual (id int) ENGINE=Aria PAGE_CHECKSUM=0;

ALTER TABLE sums_usual ENGINE=MyISAM, PAGE_CHECKSUM=DEFAULT;

ALTER TABLE sums_usual ENGINE=Aria;

ALTER TABLE sums ENGINE=MyISAM;

-- A foreign key of another engine leaves its index, which words of a text do not replace.
CREATE TABLE words (id int, note tinytext, FOREIGN KEY (note) REFERENCES nowhere (id), FULLTEXT KEY name (note)) ENGINE=Aria;

CREATE TABLE texts (id int, note char(10), FOREIGN KEY (note) REFERENCES nowhere (id)) ENGINE=MyISAM;

ALTER TABLE texts ADD FULLTEXT INDEX (note);

-- OPTIMIZE makes a table of InnoDB anew, and another one not.
CREATE TABLE sums_gone LIKE sums_off;

ALTER TABLE sums_gone ENGINE=InnoDB;

OPTIMIZE TABLE sums_gone, nowhere;

OPTIMIZE LOCAL TABLE sums_left WAIT 5;

OPTIMIZE TABLE sums;

-- A hash does not find what a foreign key looks for.
CREATE TABLE hashed (id int, note varchar(10), FOREIGN KEY (note) REFERENCES nowhere (id)) ENGINE=MyISAM;

ALTER TABLE hashed MODIFY note mediumtext UNIQUE;

-- Nor a prefix, unless it is all that a key can take.
CREATE TABLE cut (a text, b text, KEY (a), KEY (b (30)), FOREIGN KEY (a) REFERENCES nowhere (id), FOREIGN KEY (b) REFERENCES nowhere (id)) ENGINE=Aria;
