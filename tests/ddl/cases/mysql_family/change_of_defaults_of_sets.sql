-- A set has its values in the order of its type, each once, however they are written.

CREATE TABLE users (id int PRIMARY KEY, a set('a','b') NOT NULL DEFAULT x'41', b set('x','y','it''s') DEFAULT 'y,X,y');

-- and from here on to another state

ALTER TABLE users ADD COLUMN c set('x','y') NOT NULL DEFAULT 'Y,x', ADD COLUMN d set('x','it''s') DEFAULT 'it''s,x', ADD COLUMN e set('x') DEFAULT '';
