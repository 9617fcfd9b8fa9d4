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

-- Options that engines define stay as they are written, and where they are set anew they come last.
CREATE TABLE spelled (id int) PAGE_COMPRESSED=1 Page_Compression_Level=5;

CREATE TABLE spelled_low (id int) page_compressed=1 page_compression_level=3;

CREATE TABLE spelled_text (id int) `page_Compressed`='On' `Page_compression_level`='4';

CREATE TABLE spelled_like LIKE spelled;

ALTER TABLE spelled Page_Compressed=1, ROW_FORMAT=dynamic;

ALTER TABLE spelled_low PAGE_COMPRESSED=0, page_compression_level=DEFAULT;

CREATE TABLE spelled_twice (id int) PAGE_COMPRESSED=0 Page_Compression_Level=5 page_compressed=1;

CREATE TABLE spelled_gone (id int) page_compressed=1 encryption_Key_Id=1;

ALTER TABLE spelled_gone ENCRYPTION_KEY_ID=default;

CREATE TABLE spelled_csv (id int NOT NULL) ENGINE=CSV `Ietf_Quotes`='yes';
