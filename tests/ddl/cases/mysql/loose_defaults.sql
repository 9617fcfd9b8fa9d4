-- Under loose modes a text may be the default of a decimal, and a date may be zero.
-- The server does not show all of it: values that a loose mode cuts.

SET SESSION sql_mode = '';

CREATE TABLE t1 (a decimal(10,2) unsigned NOT NULL DEFAULT '2020-01-01', b decimal(5,1) DEFAULT '1x', c decimal(5,1) DEFAULT '1.55', d varchar(3) DEFAULT 'abc', e date DEFAULT 0, f time DEFAULT 1.5);

CREATE TABLE t2 LIKE t1;

SET sql_mode = DEFAULT;
