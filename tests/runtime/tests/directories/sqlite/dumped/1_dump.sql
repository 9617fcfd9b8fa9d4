PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE letters(id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, body TEXT);
INSERT INTO letters VALUES(1,'a;b','it''s'||char(10));
SELECT count(*) FROM sqlite_master;
ANALYZE sqlite_schema;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('letters',1);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(title, body, content='letters', content_rowid='id');
CREATE TABLE IF NOT EXISTS 'words_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE IF NOT EXISTS 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TRIGGER letters_in AFTER INSERT ON letters BEGIN
  INSERT INTO words(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
COMMIT;
