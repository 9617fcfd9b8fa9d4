CREATE DOMAIN t1 AS text CONSTRAINT short CHECK (length(VALUE) < 9) CONSTRAINT given CHECK (VALUE IS NOT NULL);

-- and from here on to another state

ALTER DOMAIN t1 RENAME CONSTRAINT short TO shorter;
