-- No star stands for a hidden column.

CREATE TABLE users (id int PRIMARY KEY, hidden varchar(10) INVISIBLE, name varchar(20));

CREATE TABLE copied AS SELECT * FROM users;

CREATE VIEW v AS SELECT * FROM users;

DROP INDEX `PRIMARY` ON users;
