-- The server writes a number below zero in parentheses, until the table is copied.

CREATE TABLE users (id int PRIMARY KEY, a bigint NOT NULL);

ALTER TABLE users ADD CONSTRAINT positive CHECK (a > -1);

ALTER TABLE users ADD COLUMN note varchar(50), ALGORITHM=COPY;

-- and from here on to another state

ALTER TABLE users ADD CHECK (note IN ('a', 'b'));
