CREATE TABLE stock (id INT PRIMARY KEY AUTO_INCREMENT, amount INT NOT NULL, changed DATETIME);
CREATE TABLE moves (id INT PRIMARY KEY AUTO_INCREMENT, stock INT, before_it INT, after_it INT);
DELIMITER $$
CREATE TRIGGER stock_moves AFTER UPDATE ON stock FOR EACH ROW
BEGIN
  IF NEW.amount <> OLD.amount THEN
    INSERT INTO moves (stock, before_it, after_it) VALUES (NEW.id, OLD.amount, NEW.amount);
  END IF;
END$$
CREATE TRIGGER stock_clock BEFORE UPDATE ON stock FOR EACH ROW SET NEW.changed = NOW()$$
CREATE FUNCTION doubled(amount INT) RETURNS INT DETERMINISTIC NO SQL
BEGIN
  DECLARE twice INT DEFAULT 0; -- a semicolon; in a comment
  SET twice = amount * 2;
  RETURN twice;
END$$
CREATE PROCEDURE refill(IN wanted INT, OUT missing INT)
BEGIN
  SELECT COUNT(*) INTO missing FROM stock WHERE amount < wanted;
  WHILE missing > 100 DO SET missing = missing - 100; END WHILE;
END$$
DELIMITER ;
CREATE VIEW twice AS SELECT id, doubled(amount) AS amount FROM stock;
DROP TRIGGER stock_clock;
