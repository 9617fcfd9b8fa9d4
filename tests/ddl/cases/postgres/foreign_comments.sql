-- Comments on what is carried beside all schemas, and on foreign tables.

CREATE FOREIGN DATA WRAPPER far;

CREATE SERVER here FOREIGN DATA WRAPPER far OPTIONS (host 'x');

COMMENT ON SERVER here IS 'where';

CREATE FOREIGN TABLE ft (id int NOT NULL, name text) SERVER here OPTIONS (t 'x');

COMMENT ON FOREIGN TABLE ft IS 'it''s far';

ALTER FOREIGN TABLE ft ADD COLUMN more int;

CREATE ACCESS METHOD am TYPE INDEX HANDLER bthandler;

COMMENT ON ACCESS METHOD am IS 'as btree';

COMMENT ON LANGUAGE plpgsql IS 'how'
