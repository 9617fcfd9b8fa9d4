-- A key that leads back to the database of the connection, with a name that only the server can give.

CREATE TABLE t1 (id int PRIMARY KEY);

CREATE TABLE t2 (id int, t1 int, FOREIGN KEY (t1) REFERENCES t1 (id));

CREATE DATABASE ~db~_a;

RENAME TABLE t2 TO ~db~_a.a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;

-- The numbers in such names are the server's too.
CREATE TABLE t3 (a int, b int, FOREIGN KEY (a) REFERENCES t1 (id), FOREIGN KEY (b) REFERENCES t1 (id), FOREIGN KEY (b) REFERENCES t3 (a), CONSTRAINT own FOREIGN KEY (a) REFERENCES t1 (id));

ALTER TABLE t3 DROP FOREIGN KEY t3_ibfk_1;

RENAME TABLE t3 TO a_table_with_a_name_that_is_rather_long_but_fits_in_sixty_four_b;
