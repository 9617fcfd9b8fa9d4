CREATE TABLE t (a int unique, b int, c varchar(100), key (b), key (b,c), index (c(10)), unique (c), key named (b,a), fulltext (c), fulltext ft (c), key desc_i (a desc, b asc), index using hash (a), key kb (b) comment 'hello');
ALTER TABLE t ADD INDEX (b), ADD UNIQUE (a), ADD KEY k9 (c(5) desc);
CREATE INDEX i1 ON t (a) USING BTREE; CREATE INDEX i2 ON t (b, c(3)) COMMENT 'c'; CREATE FULLTEXT INDEX i3 ON t (c);
ALTER TABLE t DROP COLUMN b;
CREATE TABLE g (id int primary key, p point not null, spatial index (p), g geometry not null);
CREATE SPATIAL INDEX gi ON g (g);
ALTER TABLE t RENAME INDEX i1 TO i9, RENAME KEY i2 TO i8;
DROP INDEX i3 ON t; ALTER TABLE t DROP COLUMN a;
CREATE TABLE u (a int, b int, primary key using btree (b desc, a), unique (a));
