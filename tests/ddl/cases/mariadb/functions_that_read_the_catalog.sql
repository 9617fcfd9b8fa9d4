-- A stored function that only reads the catalog tells whether something is there.

CREATE TABLE t (id int PRIMARY KEY, a int, KEY by_a (a));

CREATE FUNCTION has_index(f_table varchar(64), f_index varchar(64)) RETURNS boolean DETERMINISTIC READS SQL DATA
BEGIN
  DECLARE found boolean DEFAULT FALSE;
  SELECT EXISTS (SELECT 1 FROM information_schema.statistics WHERE table_schema = SCHEMA() AND table_name = f_table AND index_name = f_index) INTO found;
  RETURN found;
END

CREATE FUNCTION columns_of(f_table varchar(64)) RETURNS int READS SQL DATA
BEGIN
  DECLARE number int;
  SET number = (SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = f_table);
  IF number = 0 THEN
    RETURN -1;
  END IF;
  RETURN number;
END

CREATE PROCEDURE drop_index_if_exists(IN p_table varchar(64), IN p_index varchar(64))
BEGIN
  IF has_index(p_table, p_index) THEN
    SET @sql = CONCAT('ALTER TABLE `', SCHEMA(), '`.`', p_table, '` DROP INDEX `', p_index, '`');
    PREPARE s FROM @sql;
    EXECUTE s;
    DEALLOCATE PREPARE s;
  END IF;
END

CREATE PROCEDURE widen(IN p_table varchar(64))
BEGIN
  IF columns_of(p_table) = 2 THEN
    ALTER TABLE t ADD COLUMN b int;
  END IF;
  IF columns_of('nothing') < 0 THEN
    ALTER TABLE t ADD COLUMN c int;
  END IF;
END

CALL drop_index_if_exists('t', 'nothing');

CALL drop_index_if_exists('t', 'by_a');

CALL widen('t');

CALL widen('t');
