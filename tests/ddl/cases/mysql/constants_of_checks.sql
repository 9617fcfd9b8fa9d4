-- Constants of checks are another type's after the table is altered; keys over an enumeration stay as long as they were.
-- The server does not show all of it: numbers in checks become dates.

CREATE TABLE `order` (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, flag enum('small','big'), kind time, made date,
    CHECK (flag = 1), CHECK (kind > 0), CHECK (made BETWEEN '2020-01-01' AND 20301231));

CREATE TABLE pets LIKE `order`;

ALTER TABLE `order` MODIFY COLUMN flag year UNIQUE;

ALTER TABLE `order` ALTER INDEX flag VISIBLE;

CREATE TABLE cars (id enum('x','y','it''s') CHARACTER SET latin1 PRIMARY KEY, kind set('a','b') CHARACTER SET latin1,
    KEY (kind));

ALTER TABLE cars MODIFY id varchar(10), MODIFY kind varchar(10);
