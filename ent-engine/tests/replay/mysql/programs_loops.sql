CREATE TABLE a (id int primary key, name varchar(20)); CREATE TABLE b (id int primary key, a_id int, constraint fk_b foreign key (a_id) references a (id));
DELIMITER $$
DROP PROCEDURE IF EXISTS mig $$
CREATE PROCEDURE mig()
BEGIN
  DECLARE CONTINUE HANDLER FOR 1060 BEGIN END;
  ALTER TABLE a ADD COLUMN c1 int;
  ALTER TABLE a ADD COLUMN c1 int;
  ALTER TABLE a ADD COLUMN c2 int;
END $$
CALL mig() $$
DROP PROCEDURE mig $$
CREATE PROCEDURE drop_fk(tab varchar(64), cname varchar(64))
proc: BEGIN
  DECLARE found INT;
  SET found = (SELECT COUNT(*) FROM information_schema.KEY_COLUMN_USAGE k WHERE k.CONSTRAINT_SCHEMA = DATABASE() AND k.TABLE_NAME = tab AND k.CONSTRAINT_NAME = cname AND k.REFERENCED_TABLE_NAME IS NOT NULL);
  IF found = 0 THEN LEAVE proc; END IF;
  SET @sql = CONCAT('ALTER TABLE `', tab, '` DROP FOREIGN KEY `', cname, '`, DROP KEY ', cname);
  PREPARE s FROM @sql; EXECUTE s; DEALLOCATE PREPARE s;
END $$
CALL drop_fk('b', 'nope') $$ CALL drop_fk('b', 'fk_b') $$
CREATE PROCEDURE mk(IN n int, OUT made int)
BEGIN
  DECLARE i INT DEFAULT 1;
  WHILE i <= n DO
    SET @q = CONCAT('CREATE TABLE t_', i, ' (id int primary key)');
    PREPARE s FROM @q; EXECUTE s;
    SET i = i + 1;
  END WHILE;
  SET made = i - 1;
END $$
CALL mk(3, @made) $$
SET @q = IF(@made = 3, 'ALTER TABLE t_1 ADD x int', 'DROP TABLE t_1') $$
PREPARE s FROM @q $$ EXECUTE s $$
CREATE PROCEDURE data_only()
BEGIN
  DECLARE done INT DEFAULT FALSE; DECLARE v INT;
  DECLARE cur CURSOR FOR SELECT id FROM a;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE;
  OPEN cur;
  read_loop: LOOP
    FETCH cur INTO v;
    IF done THEN LEAVE read_loop; END IF;
    UPDATE a SET name = CONCAT(name, v) WHERE id = v;
  END LOOP;
  CLOSE cur;
END $$
CALL data_only() $$
DROP PROCEDURE data_only $$
DELIMITER ;
SELECT COUNT(*) INTO @n FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'a' AND index_name = 'i_name';
SET @s = IF(@n = 0, 'CREATE INDEX i_name ON a (name)', 'DO 0'); PREPARE st FROM @s; EXECUTE st;
SELECT IF(EXISTS(SELECT * FROM information_schema.tables WHERE table_schema = schema() AND table_name IN ('zz','t_2')), 'DROP TABLE t_2', 'SELECT ''none''') INTO @s; PREPARE st FROM @s; EXECUTE st;
SELECT @fk := CONSTRAINT_NAME FROM information_schema.table_constraints LIMIT 0;
SET @cname = (SELECT CONSTRAINT_NAME FROM information_schema.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't_3' AND CONSTRAINT_TYPE = 'PRIMARY KEY');
SET @s = CONCAT('ALTER TABLE t_3 DROP ', CASE WHEN @cname = 'PRIMARY' THEN 'PRIMARY KEY' ELSE CONCAT('KEY ', @cname) END); PREPARE st FROM @s; EXECUTE st;
