CREATE DOMAIN s AS int DEFAULT NULL;

CREATE DOMAIN positive numeric(8,2) DEFAULT NULL;

ALTER DOMAIN positive ADD CONSTRAINT more CHECK (VALUE > 0);

ALTER DOMAIN positive SET NOT NULL;

ALTER DOMAIN positive SET DEFAULT 1;

CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a + 1;

CREATE OPERATOR === (leftarg = text, rightarg = text, procedure = texteq, commutator = ===);

CREATE COLLATION plain (locale = 'C');

CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE CAST (mood AS int) WITH INOUT AS ASSIGNMENT;

CREATE TABLE cars (id int PRIMARY KEY, name varchar(10));

CREATE RULE r AS ON UPDATE TO cars DO ALSO NOTHING;

CREATE POLICY p ON cars USING (name IS NOT NULL);

ALTER POLICY p ON cars TO public USING (true);

CREATE SEQUENCE q;

COMMENT ON SEQUENCE q IS 'it''s';

-- and from here on to another state

CREATE FUNCTION g(a int, b int) RETURNS boolean LANGUAGE sql RETURN a + 1 > 0 AND b IS NULL;

CREATE OPERATOR !== (leftarg = int, rightarg = int4, function = int4ne);

COMMENT ON SEQUENCE q IS 'its';

CREATE SEQUENCE counted;

COMMENT ON SEQUENCE counted IS 'from one';

ALTER POLICY p ON cars USING (id > 0);
