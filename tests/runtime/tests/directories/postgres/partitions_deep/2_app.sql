CREATE SCHEMA app;
CREATE TABLE app.tenants (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE app.events (
  id bigserial, tenant_id bigint NOT NULL REFERENCES app.tenants (id) ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(), kind text NOT NULL CHECK (kind <> ''),
  len int GENERATED ALWAYS AS (length(kind)) STORED,
  PRIMARY KEY (id, at, kind)
) PARTITION BY RANGE (at);
CREATE INDEX events_kind ON app.events (kind);
CREATE UNIQUE INDEX events_u ON app.events (tenant_id, at, kind);
CREATE TABLE app.events_2020 PARTITION OF app.events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE app.events_2021 PARTITION OF app.events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01') PARTITION BY LIST (kind);
CREATE TABLE app.events_2021_a PARTITION OF app.events_2021 FOR VALUES IN ('a', 'b');
CREATE TABLE app.events_2021_d PARTITION OF app.events_2021 DEFAULT;
CREATE TABLE app.events_d PARTITION OF app.events DEFAULT;
CREATE TABLE app.notes (id int PRIMARY KEY, event_id bigint, event_at timestamptz, event_kind text, FOREIGN KEY (event_id, event_at, event_kind) REFERENCES app.events (id, at, kind) ON DELETE SET NULL);
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON app.events FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch_s AFTER INSERT ON app.events FOR EACH STATEMENT EXECUTE FUNCTION app.touch();
ALTER TABLE app.events ADD CONSTRAINT early CHECK (at > '2000-01-01');
