CREATE TABLE cars (id int PRIMARY KEY, note int);

CREATE INDEX ON cars (((CASE WHEN id > 0 THEN true ELSE false END AND CASE WHEN id > 0 THEN true ELSE false END)), note);

CREATE INDEX ON cars ((CASE WHEN id > 0 THEN note ELSE note END));
