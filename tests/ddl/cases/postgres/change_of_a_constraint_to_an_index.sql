CREATE TABLE s (a text NOT NULL, b text NOT NULL, c int);

ALTER TABLE s ADD CONSTRAINT s_u UNIQUE (a, b);

CREATE UNIQUE INDEX s_c ON s (c);

CREATE TABLE r (c int REFERENCES s (c), a text, b text, FOREIGN KEY (a, b) REFERENCES s (a, b));

-- and from here on to another state

DROP TABLE r;

ALTER TABLE s DROP CONSTRAINT s_u;

CREATE UNIQUE INDEX s_u ON s (a, b);

DROP INDEX s_c;

ALTER TABLE s ADD CONSTRAINT s_c UNIQUE (c);

CREATE TABLE r (c int REFERENCES s (c), a text, b text, FOREIGN KEY (a, b) REFERENCES s (a, b));
