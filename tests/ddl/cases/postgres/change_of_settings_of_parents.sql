CREATE TABLE pets (id int, total text, kind text);

CREATE TABLE cats () INHERITS (pets);

ALTER TABLE pets ADD COLUMN note text COMPRESSION pglz;

ALTER TABLE pets ALTER COLUMN note SET STATISTICS 200;

ALTER TABLE ONLY cats ALTER COLUMN note SET (n_distinct = 5);

ALTER TABLE cats ALTER COLUMN kind SET STORAGE MAIN, ALTER COLUMN kind SET STATISTICS 100;

-- and from here on to another state

ALTER TABLE pets DROP COLUMN note;

ALTER TABLE pets DROP COLUMN kind;

ALTER TABLE pets ADD COLUMN age text;

ALTER TABLE ONLY pets ALTER COLUMN age SET COMPRESSION pglz, ALTER COLUMN age SET STORAGE external, ALTER COLUMN age SET (n_distinct = 7);
