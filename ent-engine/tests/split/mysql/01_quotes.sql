INSERT INTO t VALUES ('it\'s;', "say \"hi\";", 'a''b;', '\\'), (`a``;b`);
SELECT \N, 1;
SELECT 1--1;
SELECT 2; # one; two
-- three
#four
SELECT 3 --
;
SELECT 4;--
