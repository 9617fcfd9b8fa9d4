CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TEMPORARY TABLE kept AS SELECT id, title FROM songs;
ALTER TABLE kept ADD COLUMN more;
-- What the temporary table's columns are now isn't followed.
CREATE TABLE copies AS SELECT songs.*, kept.* FROM songs, kept;
