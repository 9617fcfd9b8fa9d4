CREATE TABLE pets (email daterange, sizes int4range, moments tstzrange);

CREATE INDEX ON pets USING gist (email range_ops, moments range_ops);

CREATE INDEX ON pets USING spgist (sizes range_ops);

CREATE INDEX ON pets (sizes range_ops);
