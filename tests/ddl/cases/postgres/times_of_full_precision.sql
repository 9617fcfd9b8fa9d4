-- Six digits are all that a time has, and said all the same.

CREATE TABLE t (a timestamp(6), b timestamptz(9), c time(6)[], d interval second(6), e interval(6), f timestamp DEFAULT now()::timestamp(6));

ALTER TABLE t ALTER a TYPE timestamp, ALTER f TYPE timestamp(6);

CREATE VIEW v AS SELECT b::timestamp(6) AS b, c FROM t;
