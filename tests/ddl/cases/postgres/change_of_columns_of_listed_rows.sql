CREATE VIEW v2 (a, b) AS VALUES (1, 'a'), (2, 'b');

CREATE VIEW v3 AS VALUES (1, 'a'), (2, 'b');

-- and from here on to another state

ALTER VIEW v2 RENAME b TO name;

ALTER VIEW v3 RENAME column1 TO number;
