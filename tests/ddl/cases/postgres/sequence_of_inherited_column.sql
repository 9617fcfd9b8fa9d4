CREATE SEQUENCE q1;

CREATE TABLE cars (total int, created_at int);

CREATE TABLE logs () INHERITS (cars);

ALTER TABLE cars ALTER created_at SET DEFAULT nextval('q1');

ALTER SEQUENCE q1 OWNED BY logs.created_at;

ALTER TABLE cars DROP COLUMN created_at;
