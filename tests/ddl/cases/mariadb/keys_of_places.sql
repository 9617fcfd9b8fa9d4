-- Keys over places on a map: a point is 25 bytes, others are as long as a key can be, and a unique one is a hash, until
-- The server does not show all of it: the lengths of parts of keys of places.
-- the table is altered.

CREATE TABLE g0 (a geometry NOT NULL, b int, p point, m multipoint, UNIQUE (a), UNIQUE (b, a), KEY (a), KEY (p), UNIQUE (p), KEY m (m(10)), KEY (m), UNIQUE m4 (m(4)));

CREATE TABLE g1 LIKE g0;

CREATE TABLE g2 (a geometry, UNIQUE (a));

ALTER TABLE g2 RENAME TO g3;

ALTER TABLE g3 DISABLE KEYS;

CREATE TABLE g4 (a geometry, b int, UNIQUE (a));

CREATE INDEX i ON g4 (b);

CREATE TABLE g5 (a geometry, b int, UNIQUE (a), KEY (b));

DROP INDEX b ON g5;

CREATE TABLE g6 (a geometry, UNIQUE (a));

ALTER TABLE g6 ORDER BY a;

CREATE TABLE g7 LIKE g0;

ALTER TABLE g7 MODIFY a text, MODIFY p varbinary(50);

CREATE TABLE g8 LIKE g0;

ALTER TABLE g8 MODIFY a varbinary(50), MODIFY p multipoint;

CREATE TABLE g9 LIKE g0;

ALTER TABLE g9 MODIFY a point, MODIFY p geometry, ADD UNIQUE late (m);

CREATE TABLE g10 (a geometry, b int, UNIQUE (a));

ALTER TABLE g10 ADD UNIQUE late (a);

CREATE TABLE g11 (a geometry, UNIQUE (a)) ENGINE=MyISAM;

ALTER TABLE g11 ENGINE=InnoDB;
