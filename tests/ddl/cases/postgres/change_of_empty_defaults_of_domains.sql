CREATE DOMAIN t1 AS numeric(8,2) DEFAULT NULL;

-- and from here on to another state

ALTER DOMAIN t1 DROP DEFAULT;
