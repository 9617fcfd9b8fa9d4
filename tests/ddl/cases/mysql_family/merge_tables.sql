-- A MERGE table keeps the names of the tables that it is over, and of another engine nothing of them is kept.

CREATE DATABASE ~db~_a;

CREATE TABLE m1 (id int) ENGINE=MyISAM;

CREATE TABLE `m 2` (id int) ENGINE=MyISAM;

CREATE TABLE ~db~_a.m3 (id int) ENGINE=MyISAM;

CREATE TABLE both_of (id int) ENGINE=MERGE UNION=(m1,`m 2`) INSERT_METHOD=last;

CREATE TABLE across (id int) ENGINE=MRG_MYISAM UNION=(~db~.m1, ~db~_a.m3);

CREATE TABLE none (id int) ENGINE=merge UNION=();

CREATE TABLE later (id int) ENGINE=merge INSERT_METHOD=NO;

ALTER TABLE later UNION=(m1), INSERT_METHOD=FIRST;

CREATE TABLE alike LIKE both_of;

CREATE TABLE fewer (id int) ENGINE=MERGE UNION=(m1, `m 2`);

ALTER TABLE fewer UNION (`m 2`), COMMENT 'one';

CREATE TABLE emptied (id int) ENGINE=MERGE UNION=(m1);

ALTER TABLE emptied UNION=();

CREATE TABLE left_it (id int) ENGINE=MERGE UNION=(m1) INSERT_METHOD=LAST;

ALTER TABLE left_it ENGINE=InnoDB;

ALTER TABLE left_it ENGINE=MERGE;

CREATE TABLE never (id int) ENGINE=InnoDB UNION=(m1);

ALTER TABLE never ENGINE=MERGE, UNION=(m1);

USE ~db~_a;

CREATE TABLE here (id int) ENGINE=MERGE UNION=(m3);
