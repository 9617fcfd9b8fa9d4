CREATE TABLE none ();

CREATE TABLE one (a int);

CREATE VIEW v1 AS SELECT * FROM none;

CREATE VIEW v2 AS SELECT none.*, one.a, none.* FROM none, one;

CREATE VIEW v3 AS SELECT none.*, n2.* FROM none, none AS n2;

ALTER TABLE none ADD COLUMN note bool NOT NULL;
