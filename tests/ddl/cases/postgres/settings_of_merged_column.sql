-- A column that is inherited and said again has what is said of it.

CREATE TABLE orders (id bigserial PRIMARY KEY, name text);

CREATE TABLE logs (name text COMPRESSION pglz, kind text) INHERITS (orders);
