SET sql_mode = 'NO_BACKSLASH_ESCAPES';
SELECT 'a\';
SET SESSION sql_mode='ANSI_QUOTES,STRICT_ALL_TABLES';
SELECT "a\";
SELECT 'a\';';
SET @old = @@sql_mode, sql_mode = @before;
SELECT "a\";";
SET GLOBAL sql_mode = 'ANSI_QUOTES';
SELECT "a\";";
