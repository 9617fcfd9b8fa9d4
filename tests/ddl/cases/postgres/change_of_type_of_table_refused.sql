-- No statement puts a column of a table between others, where the type has the attribute.

CREATE TYPE mood AS (a int, b numeric(5,2));

CREATE TABLE cars OF mood (PRIMARY KEY (a));

-- and from here on to another state

ALTER TYPE mood RENAME ATTRIBUTE a TO created_at CASCADE;
