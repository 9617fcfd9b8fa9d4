-- typical web application migrations
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE TABLE accounts (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    email VARCHAR(255) NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    balance NUMERIC(20, 4) NOT NULL DEFAULT 0.00,
    is_admin BOOL NOT NULL DEFAULT FALSE,
    tags VARCHAR(32)[] NOT NULL DEFAULT ARRAY[]::VARCHAR(32)[],
    meta JSONB NOT NULL DEFAULT '{}',
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    updated_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
    ip INET, mac MACADDR, c CHAR(2) DEFAULT 'US', dur INTERVAL DEFAULT '1 day', bits BIT(8), d DOUBLE PRECISION DEFAULT 1e3,
    expires_at TIMESTAMP(3) DEFAULT (CURRENT_TIMESTAMP + INTERVAL '30 days'),
    CONSTRAINT email_format CHECK (email ~* '^[A-Z0-9._%+-]+@[A-Z0-9.-]+$'),
    CHECK (balance >= 0 AND name IN ('a', 'b', '')),
    UNIQUE (email, name)
);
CREATE UNIQUE INDEX idx_accounts_email ON accounts (lower(email));
CREATE INDEX idx_accounts_meta ON accounts USING GIN (meta jsonb_path_ops);
CREATE INDEX ON accounts ((meta->>'kind'), created_at DESC) WHERE is_admin IS TRUE;
CREATE TABLE sessions (
    token BYTEA NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts ON UPDATE CASCADE ON DELETE CASCADE,
    seq BIGSERIAL UNIQUE,
    small SMALLSERIAL,
    parent BYTEA REFERENCES sessions(token) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX IF NOT EXISTS sessions_account_id_idx ON sessions (account_id);
CREATE INDEX IF NOT EXISTS sessions_account_id_idx ON sessions (account_id);
ALTER TABLE accounts ADD COLUMN IF NOT EXISTS email TEXT, ADD COLUMN role TEXT NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin'));
ALTER TABLE accounts ALTER COLUMN name DROP DEFAULT, ALTER COLUMN name TYPE VARCHAR(100) USING substr(name, 1, 100);
ALTER TABLE accounts DROP CONSTRAINT accounts_email_name_key;
ALTER TABLE accounts DROP CONSTRAINT IF EXISTS accounts_role_check;
ALTER TABLE accounts ADD CONSTRAINT accounts_role_check CHECK (role IN ('user', 'admin', 'root')) NOT VALID;
ALTER TABLE accounts VALIDATE CONSTRAINT accounts_role_check;
CREATE TABLE orgs (id SERIAL PRIMARY KEY, slug TEXT NOT NULL UNIQUE, owner UUID REFERENCES accounts(id) ON DELETE SET NULL);
CREATE TABLE org_members (org_id INT REFERENCES orgs(id), account_id UUID, PRIMARY KEY (org_id, account_id), FOREIGN KEY (account_id) REFERENCES accounts (id));
ALTER TABLE orgs RENAME TO organizations;
ALTER TABLE organizations RENAME COLUMN slug TO handle;
ALTER TABLE organizations ALTER COLUMN id TYPE BIGINT;
ALTER TABLE org_members ALTER COLUMN org_id SET DATA TYPE BIGINT;
ALTER TABLE sessions ADD COLUMN data JSON, DROP COLUMN parent, ALTER COLUMN small DROP DEFAULT;
DROP SEQUENCE IF EXISTS sessions_small_seq;
CREATE OR REPLACE FUNCTION set_updated_at() RETURNS TRIGGER AS $BODY$
BEGIN
    NEW.updated_at = NOW();
    RETURN NEW;
END;
$BODY$ LANGUAGE 'plpgsql';
DROP TRIGGER IF EXISTS accounts_updated ON accounts;
CREATE TRIGGER accounts_updated BEFORE UPDATE ON accounts FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE PROCEDURE set_updated_at();
CREATE OR REPLACE FUNCTION notify_change(channel text, VARIADIC args text[]) RETURNS SETOF accounts LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT * FROM accounts WHERE email = ANY(args) $$;
CREATE FUNCTION many(IN a int, OUT b int, OUT c text) AS $$ BEGIN b := a; c := 'x'; END $$ LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path = public;
CREATE FUNCTION tabular(n integer DEFAULT 5) RETURNS TABLE(id uuid, label text) AS 'SELECT id, email FROM accounts LIMIT n' LANGUAGE sql;
CREATE MATERIALIZED VIEW stats AS SELECT o.id AS org_id, count(m.account_id) AS members, max(a.created_at) AS latest FROM organizations o LEFT JOIN org_members m ON m.org_id = o.id LEFT JOIN accounts a ON a.id = m.account_id GROUP BY o.id;
CREATE UNIQUE INDEX stats_org ON stats (org_id);
CREATE OR REPLACE VIEW active AS SELECT id, email, role FROM accounts WHERE created_at > now() - interval '1 year' WITH CHECK OPTION;
CREATE VIEW active_admins WITH (security_barrier) AS SELECT * FROM active WHERE role = 'admin';
INSERT INTO accounts (email, name) VALUES ('a@b.c', 'a') ON CONFLICT DO NOTHING;
UPDATE accounts SET role = 'admin' WHERE email = 'a@b.c';
WITH x AS (SELECT 1) INSERT INTO organizations (handle) SELECT 'h' FROM x;
ALTER SEQUENCE orgs_id_seq RENAME TO organizations_id_seq;
COMMENT ON TABLE accounts IS E'line\nbreak';
COMMENT ON COLUMN accounts.email IS 'mail';
COMMENT ON CONSTRAINT email_format ON accounts IS 'fmt';
COMMENT ON FUNCTION set_updated_at() IS 'touch';
COMMENT ON VIEW active IS 'actives'; COMMENT ON COLUMN active.email IS 'vmail'; COMMENT ON MATERIALIZED VIEW stats IS 'mv';
ALTER TABLE accounts SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE accounts ALTER COLUMN email SET STATISTICS 1000;
CREATE TYPE pair AS (a int, b accounts);
DROP TYPE pair;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO public;
ALTER TABLE organizations ALTER COLUMN id DROP DEFAULT; DROP SEQUENCE organizations_id_seq; ALTER TABLE organizations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 50);
