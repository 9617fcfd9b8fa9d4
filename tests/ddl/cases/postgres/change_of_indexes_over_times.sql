CREATE TABLE pets (age text, at time, late timetz);

-- and from here on to another state

CREATE INDEX pets_days ON pets ((date_trunc('day', at)), lower(age) DESC);
