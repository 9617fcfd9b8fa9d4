CREATE TABLE t (a int);
SET @n = (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema LIKE 'my%');
SET @s = IF(@n = 0, 'DROP TABLE t', 'DO 0'); PREPARE p FROM @s; EXECUTE p;
