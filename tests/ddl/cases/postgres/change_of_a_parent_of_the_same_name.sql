CREATE SCHEMA s1;

CREATE TABLE tags (note numeric);

SET search_path = s1, public;

CREATE TABLE s1.tags () INHERITS (public.tags);

RESET search_path;

-- and from here on to another state

ALTER TABLE tags RENAME TO cars;
