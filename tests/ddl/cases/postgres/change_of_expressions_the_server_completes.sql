CREATE TABLE items (id int);

CREATE TABLE users (id bigint, "Order" character(255) COLLATE "C", meta varchar(10));

-- and from here on to another state

ALTER TABLE items ADD COLUMN flag bit varying(5) CHECK (length(flag) > 3);

CREATE INDEX ON users (coalesce("Order", '') COLLATE "C", lower(meta), id) WITH (fillfactor = 80);
