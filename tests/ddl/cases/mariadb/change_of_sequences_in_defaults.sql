CREATE SEQUENCE q2;

-- and from here on to another state

CREATE TABLE pets (id int PRIMARY KEY, total varchar(50) DEFAULT (NEXT VALUE FOR q2), kind char(10) NOT NULL DEFAULT (PREVIOUS VALUE FOR q2), age tinyint(1) NOT NULL DEFAULT (NEXT VALUE FOR q2)) ENGINE=Aria;
