CREATE SCHEMA s1;

CREATE TYPE s1.t3 AS ENUM ('sad', 'ok');

ALTER TYPE s1.t3 RENAME TO "Type One";

CREATE TABLE s1.orders AS VALUES (1, 'a'), (2, 'b');

ALTER TABLE s1.orders ADD a_column_with_a_name_that_is_rather_long_as_well s1."Type One"[];

CREATE INDEX i2 ON s1.orders (column1, a_column_with_a_name_that_is_rather_long_as_well);

ALTER SCHEMA s1 RENAME TO s2;

ALTER TABLE s2.orders RENAME a_column_with_a_name_that_is_rather_long_as_well TO "Order";

CREATE TABLE logs (LIKE s2.orders  INCLUDING ALL EXCLUDING DEFAULTS EXCLUDING COMMENTS);

