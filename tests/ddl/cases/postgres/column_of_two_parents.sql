CREATE TABLE logs (a int, b text);

CREATE TABLE orders () INHERITS (logs);

CREATE TABLE users (age int) INHERITS (orders);

ALTER TABLE users INHERIT logs;

ALTER TABLE logs DROP COLUMN b;

CREATE TABLE pets () INHERITS (logs, orders);

ALTER TABLE logs DROP COLUMN a;
