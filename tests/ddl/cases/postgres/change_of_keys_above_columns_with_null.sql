-- until version 17: a key of a parent wants columns of its children that are not null
CREATE TABLE users (name text, meta varchar(10));

CREATE TABLE orders () INHERITS (users);

CREATE TABLE tags (name text, meta varchar(10) NOT NULL);

CREATE TABLE sub_tags () INHERITS (tags);

ALTER TABLE ONLY tags ADD CONSTRAINT whole PRIMARY KEY (name, meta);

-- and from here on to another state

ALTER TABLE ONLY users ADD PRIMARY KEY (meta);

ALTER TABLE tags DROP CONSTRAINT whole;

ALTER TABLE ONLY tags ADD CONSTRAINT whole PRIMARY KEY (meta, name);
