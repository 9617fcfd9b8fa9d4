-- An operator class that is the type's default goes without saying when the column gets another type.

CREATE TABLE orders (id int, name text, code varchar(3));

CREATE INDEX ON orders (name, name text_ops, code text_ops, id int4_ops);

ALTER TABLE orders ALTER COLUMN name TYPE character(3), ALTER COLUMN id TYPE bigint
