CREATE TABLE t (id int primary key, a int);
SET @s = (SELECT IF((SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'b') > 0, 'SELECT 1', 'ALTER TABLE t ADD COLUMN b int'));
PREPARE stmt FROM @s; EXECUTE stmt; DEALLOCATE PREPARE stmt;
SET @s = (SELECT IF((SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'b') > 0, 'SELECT 1', 'ALTER TABLE t ADD COLUMN b varchar(5)'));
PREPARE stmt FROM @s; EXECUTE stmt; DEALLOCATE PREPARE stmt;
DELIMITER //
CREATE PROCEDURE add_col(IN tab varchar(64), IN col varchar(64))
BEGIN
  DECLARE n INT DEFAULT 0;
  SELECT COUNT(*) INTO n FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = tab AND column_name = col;
  IF n = 0 THEN
    SET @q = CONCAT('ALTER TABLE `', tab, '` ADD COLUMN `', col, '` INT NULL');
    PREPARE st FROM @q; EXECUTE st; DEALLOCATE PREPARE st;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM information_schema.statistics WHERE table_schema = database() AND table_name = 't' AND index_name = 'ix') THEN
    CREATE INDEX ix ON t (a);
  END IF;
END//
DELIMITER ;
CALL add_col('t', 'c'); CALL add_col('t', 'c'); call add_col('t','a');
DROP PROCEDURE add_col;
SET @x = 'CREATE TABLE dyn (id int)'; PREPARE s2 FROM @x; EXECUTE s2;
PREPARE s3 FROM 'DROP TABLE IF EXISTS nothing_here'; EXECUTE s3;
SET @dbname = DATABASE(); SET @tablename = "t"; SET @columnname = "zz";
SET @preparedStatement = (SELECT IF(
  (
    SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS
    WHERE
      (table_name = @tablename)
      AND (table_schema = @dbname)
      AND (column_name = @columnname)
  ) > 0,
  "SELECT 1",
  CONCAT("ALTER TABLE ", @tablename, " ADD ", @columnname, " INT(11);")
));
PREPARE alterIfNotExists FROM @preparedStatement;
EXECUTE alterIfNotExists;
DEALLOCATE PREPARE alterIfNotExists;
