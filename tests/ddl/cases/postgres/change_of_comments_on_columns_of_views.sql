CREATE SCHEMA s1;

CREATE VIEW s1.v3 (a, b) AS VALUES (1, 'a'), (2, 'b');

ALTER VIEW s1.v3 RENAME b TO kind;

COMMENT ON COLUMN s1.v3.kind IS 'some';

ALTER VIEW s1.v3 RENAME COLUMN kind TO created_at;

-- and from here on to another state

ALTER VIEW s1.v3 RENAME TO v4;
