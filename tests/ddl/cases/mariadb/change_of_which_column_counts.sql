CREATE TABLE orders (flag smallint NOT NULL AUTO_INCREMENT PRIMARY KEY, total varchar(50) AS (coalesce(flag, 0)));

CREATE TABLE cars (id varchar(36) PRIMARY KEY, age tinytext) AUTO_INCREMENT=100 PARTITION BY KEY (id) PARTITIONS 2;

-- and from here on to another state

DROP TABLE orders, cars;

CREATE TABLE orders (id int AUTO_INCREMENT PRIMARY KEY, total varchar(255) NOT NULL DEFAULT 'x');

CREATE TABLE cars (id int AUTO_INCREMENT UNIQUE KEY, note char(10)) AUTO_INCREMENT=100;
