DELIMITER //
CREATE PROCEDURE drop_parents()
BEGIN
  DECLARE found INT;
  SELECT COUNT(*) INTO found FROM information_schema.columns
    WHERE table_name = 'channels' AND table_schema = DATABASE() AND column_name = 'parent';
  IF found > 0 THEN
    ALTER TABLE channels DROP COLUMN parent;
  END IF;
END//
DELIMITER ;
CALL drop_parents();
DROP PROCEDURE IF EXISTS drop_parents;
