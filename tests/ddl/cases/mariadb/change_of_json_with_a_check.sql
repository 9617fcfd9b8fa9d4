CREATE TABLE users (id int PRIMARY KEY, kind varchar(10));

-- and from here on to another state

ALTER TABLE users ADD name json CHECK (name IS NULL), ADD note json;

ALTER TABLE users ADD created_at char(5) CHARSET latin1 NOT NULL DEFAULT 'x';

ALTER TABLE users ADD CHECK (lower(kind) = created_at);
