CREATE TABLE users (id int PRIMARY KEY, a varchar(20), b varchar(20), c int);

SET sql_mode = 'ORACLE';

CREATE VIEW joined AS SELECT a || ' ' || b AS name, a || -c AS y, c * 2 || 3 AS q, c + 2 || 3 AS s FROM users;
