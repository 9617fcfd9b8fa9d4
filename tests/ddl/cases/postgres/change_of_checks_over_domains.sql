CREATE SCHEMA s1;

CREATE DOMAIN t3 AS int;

CREATE DOMAIN s1.t4 AS varchar(20);

CREATE DOMAIN t5 AS s1.t4;

-- and from here on to another state

CREATE TABLE items (id serial PRIMARY KEY, total t3 NULL, name s1.t4, "Other" t5, CHECK (total > 0 AND total + 1 < 9), CHECK (length(name) > 2), CHECK ("Other" <> 'a'));

CREATE INDEX ON items ((total * 2)) WHERE total > 3;
