CREATE VIRTUAL TABLE f USING fts5(a, b, content='', tokenize = 'porter ascii');
INSERT INTO f(f) VALUES('rebuild');