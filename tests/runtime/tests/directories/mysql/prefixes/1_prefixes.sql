CREATE TABLE pages (
  slug VARCHAR(100) NOT NULL,
  title VARCHAR(100),
  body TEXT,
  raw BLOB,
  code VARCHAR(10),
  PRIMARY KEY (slug(60)),
  KEY by_title (title(50)),
  KEY by_body (body(30), title),
  KEY by_raw (raw(20)),
  KEY by_code (code(10))
);
ALTER TABLE pages MODIFY slug VARCHAR(40) NOT NULL, MODIFY body VARCHAR(30);
ALTER TABLE pages MODIFY title VARCHAR(50), CHANGE raw bytes VARBINARY(25);
-- A prefix that was the whole once grows with its column.
ALTER TABLE pages MODIFY title VARCHAR(60), MODIFY code VARCHAR(20);
