CREATE SCHEMA s1;

CREATE TABLE s1.tags (id uuid PRIMARY KEY, "Order" integer, flag character varying(50) UNIQUE);

CREATE TABLE orders () INHERITS (s1.tags);

ALTER TABLE s1.tags ADD COLUMN email bigserial;

ALTER TABLE orders NO INHERIT s1.tags;

ALTER TABLE s1.tags DROP COLUMN id CASCADE;

ALTER TABLE orders INHERIT s1.tags;
