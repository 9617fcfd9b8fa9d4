-- What CREATE TABLE .. SELECT keeps of columns, and ALTER of defaults.

CREATE SEQUENCE q;

CREATE TABLE src (a int AUTO_INCREMENT PRIMARY KEY, b longblob NOT NULL DEFAULT uuid(), c varchar(50) DEFAULT (uuid()),
    d int NOT NULL DEFAULT (1 + 1), e bigint DEFAULT nextval(q), e2 bigint DEFAULT (NEXT VALUE FOR q),
    f int DEFAULT (d + 1), g bit NOT NULL COMMENT 'x', h json, i date DEFAULT (curdate()), k varchar(9) NOT NULL COMMENT 'hi',
    l int DEFAULT (rand() * 3), m timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    n varchar(99) DEFAULT user(), o int AS (d + 1), p varchar(20) DEFAULT (concat('d', 'e')));

CREATE TABLE cp AS SELECT * FROM src;

ALTER TABLE src ALTER a DROP DEFAULT, ALTER m DROP DEFAULT, ALTER o SET DEFAULT 0;

CREATE TABLE cp2 AS SELECT a, m FROM src;

CREATE TABLE src3 LIKE src;

CREATE TABLE fk (a int, KEY (a DESC));

ALTER TABLE fk ADD FOREIGN KEY (a) REFERENCES src (a);

CREATE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW v AS SELECT a FROM src WITH CHECK OPTION;

ALTER VIEW v AS SELECT d FROM src;

CREATE TABLE checked (a int, CHECK (a > 0), CONSTRAINT CONSTRAINT_1 CHECK (a > 1), CHECK (a > 2));

CREATE TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b (id int, KEY (id));

ALTER TABLE a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b ADD FOREIGN KEY (id) REFERENCES src (a);

SET FOREIGN_KEY_CHECKS = 0;

CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;

CREATE TABLE child (id int, FOREIGN KEY (id) REFERENCES parted (id));

RENAME TABLE parted TO parts;

CREATE TABLE readers (id int, twice bigint AS (id * 2) VIRTUAL);

ALTER TABLE readers DROP COLUMN id, ADD id varchar(50);

CREATE TABLE named (a int CHECK (a > 0), b int, UNIQUE a (b));

ALTER TABLE named DROP CONSTRAINT a;
