CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int, initcond = 0);

CREATE AGGREGATE gone(int) (stype = int, sfunc = int4pl);

-- and from here on to another state

DROP AGGREGATE gone(int);

CREATE AGGREGATE most(int) (sfunc = int4larger, stype = int4, sortop = >);

CREATE TYPE span AS RANGE (subtype = int4);

CREATE TYPE int_range AS RANGE (subtype = int8);
