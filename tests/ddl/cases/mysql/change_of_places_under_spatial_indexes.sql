CREATE TABLE places (id int PRIMARY KEY, at point NOT NULL, around polygon NOT NULL SRID 0, along linestring NOT NULL SRID 4326, SPATIAL INDEX at (at), SPATIAL INDEX around (around), SPATIAL INDEX along (along));

-- and from here on to another state

ALTER TABLE places DROP INDEX at, DROP INDEX around, DROP INDEX along;

ALTER TABLE places MODIFY at point NOT NULL SRID 4326, MODIFY around polygon NULL, MODIFY along linestring NOT NULL;

ALTER TABLE places ADD SPATIAL INDEX at (at), ADD SPATIAL INDEX by_line (along) COMMENT 'x';
