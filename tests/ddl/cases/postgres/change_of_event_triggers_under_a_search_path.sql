CREATE SCHEMA s3;

-- and from here on to another state

SET search_path TO s3, public;

CREATE FUNCTION watched() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;

CREATE EVENT TRIGGER et2 ON ddl_command_start EXECUTE FUNCTION watched();
