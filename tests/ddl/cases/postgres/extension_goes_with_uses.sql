CREATE SCHEMA s2;

CREATE EXTENSION btree_gist SCHEMA s2;

CREATE EXTENSION citext;

CREATE EXTENSION "uuid-ossp";

CREATE EXTENSION pg_trgm;

CREATE TABLE logs (id int, n int, r int4range, name citext, at uuid DEFAULT uuid_generate_v4(), other uuid DEFAULT gen_random_uuid(), t text, CONSTRAINT c1 EXCLUDE USING gist (n WITH =, r WITH &&), EXCLUDE USING gist (r WITH &&));

CREATE INDEX ON logs USING gist (id);

CREATE INDEX trgm ON logs USING gin (t gin_trgm_ops);

CREATE INDEX ON logs (id, name);

DROP EXTENSION pg_trgm CASCADE;

DROP SCHEMA s2 CASCADE;

DROP EXTENSION citext CASCADE;

DROP EXTENSION "uuid-ossp" CASCADE;

CREATE FUNCTION watched() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;

CREATE SCHEMA s3;

SET search_path TO s3, public;

CREATE EVENT TRIGGER et1 ON ddl_command_end EXECUTE FUNCTION watched();

RESET search_path;

DROP SCHEMA s3 CASCADE;
