CREATE DOMAIN few AS int CONSTRAINT small CHECK (VALUE < 10);

COMMENT ON CONSTRAINT small ON DOMAIN few IS 'not many';

-- and from here on to another state

DROP DOMAIN few;

CREATE DOMAIN few AS bigint CONSTRAINT small CHECK (VALUE < 10);

COMMENT ON CONSTRAINT small ON DOMAIN few IS 'not many';
