-- What was settled when a sequence was made stays when its other limits change.

CREATE SEQUENCE q1 MINVALUE 1 MAXVALUE 100;

ALTER SEQUENCE q1 INCREMENT -1;

CREATE SEQUENCE q2;

ALTER SEQUENCE q2 MINVALUE -10;
