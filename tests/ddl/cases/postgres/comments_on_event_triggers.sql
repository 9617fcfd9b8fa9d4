CREATE SCHEMA s3;

SET search_path TO s3, public;

CREATE FUNCTION watched() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;

CREATE EVENT TRIGGER et2 ON ddl_command_start EXECUTE FUNCTION watched();

COMMENT ON EVENT TRIGGER et2 IS 'it''s watching';

ALTER EVENT TRIGGER et2 RENAME TO "Watcher";
