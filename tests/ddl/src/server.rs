use std::sync::atomic::{AtomicU32, Ordering};

use ent_engine::dialect::{self, Dialect, Flavor};
use ent_engine::model::Realm;
use ent_engine::replay::ReplayOptions;
use ent_runtime::{Connection, DialectName, Pool, Scope, inspect};
use ent_runtime_tests::catalog;
use ent_servers::{ServerKind, TestServers};

/// Takes everything out of a database but what is in a new one.
const EMPTY_POSTGRES: &str = "
SET search_path = pg_catalog;
DO $$ DECLARE made record; BEGIN
  FOR made IN SELECT 'EVENT TRIGGER' AS kind, evtname AS name FROM pg_event_trigger
    UNION ALL SELECT 'PUBLICATION', pubname FROM pg_publication
    UNION ALL SELECT 'EXTENSION', extname FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT 'SCHEMA', nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    UNION ALL SELECT 'FOREIGN DATA WRAPPER', fdwname FROM pg_foreign_data_wrapper
    UNION ALL SELECT 'ACCESS METHOD', amname FROM pg_am WHERE oid >= 16384
  LOOP EXECUTE format('DROP %s IF EXISTS %I CASCADE', made.kind, made.name); END LOOP;
  CREATE SCHEMA public;
  COMMENT ON SCHEMA public IS 'standard public schema';
  GRANT USAGE ON SCHEMA public TO PUBLIC;
END $$";

/// A server with a database of its own that is emptied again and again, and a session on it.
pub struct Server {
    kind: Option<ServerKind>,
    name: String,
    url: String,
    admin: Option<Pool>,
    pool: Pool,
    connection: Option<Connection>,
    dialect: Box<dyn Dialect>,
    inspects: bool,
}

impl Server {
    /// SQLite, in memory.
    pub async fn sqlite() -> Self {
        let pool = memory().await;
        let flavor = pool.acquire().await.expect("SQLite").flavor();
        Self {
            kind: None,
            name: "main".to_owned(),
            url: String::new(),
            admin: None,
            pool,
            connection: None,
            dialect: dialect::of(flavor),
            inspects: false,
        }
    }

    /// The server of a kind, if there is one; says so if not.
    pub async fn of(kind: ServerKind) -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let servers = TestServers::from_env();
        let url = servers.url_or_skip(kind, "random sequences of DDL")?;
        let admin = Pool::connect(url).await.expect("the server of the tests");
        let name = format!("entddl_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let mut connection = admin.acquire().await.expect("a connection");
        connection.execute(&format!("CREATE DATABASE {name}")).await.expect("a database");
        if kind != ServerKind::Postgres {
            // What an event does to rows when its time comes is no plan's doing.
            connection.execute("SET GLOBAL event_scheduler = OFF").await.expect("a setting");
        }
        let dialect = connection.dialect();
        let (base, _) = url.rsplit_once('/').expect("a database in the URL of the server");
        let url = format!("{base}/{name}");
        let pool = Pool::connect(&url).await.expect("the database");
        Some(Self {
            kind: Some(kind),
            name,
            url,
            admin: Some(admin),
            pool,
            connection: None,
            dialect,
            inspects: false,
        })
    }

    /// The dialect that is spoken.
    pub fn dialect(&self) -> &dyn Dialect {
        self.dialect.as_ref()
    }

    /// The database and its version.
    pub fn flavor(&self) -> Flavor {
        self.dialect.flavor()
    }

    /// How a replay of what is run here starts.
    pub fn options(&self) -> ReplayOptions {
        let is_mysql = matches!(self.kind, Some(ServerKind::MariaDb | ServerKind::MySql));
        ReplayOptions { schema_alias: is_mysql.then(|| self.name.clone()), ..ReplayOptions::default() }
    }

    /// A statement with the name of the connection's database where `~db~` stands.
    pub fn named(&self, sql: &str) -> String {
        sql.replace("~db~", &self.name)
    }

    /// The same the other way round, for statements to write down.
    pub fn unnamed(&self, sql: &str) -> String {
        if self.kind.is_some() { sql.replace(&self.name, "~db~") } else { sql.to_owned() }
    }

    /// Empties the database and starts a new session.
    pub async fn reset(&mut self) {
        match self.kind {
            None => {
                self.connection = None;
                self.pool = memory().await;
            }
            Some(ServerKind::Postgres) => {
                self.end_session().await;
                let mut connection = self.pool.acquire().await.expect("a connection");
                connection.execute("SET client_min_messages = error").await.expect("a setting");
                connection.execute(EMPTY_POSTGRES).await.expect("an empty database");
                connection.execute("DISCARD ALL").await.expect("a new session");
                connection.execute("SET client_min_messages = error").await.expect("a setting");
                self.connection = Some(connection);
                return;
            }
            Some(_) => {
                self.connection = None;
                self.pool.close().await;
                let mut admin = self.admin().await;
                admin.execute("SET FOREIGN_KEY_CHECKS = 0").await.expect("a setting");
                for name in [format!("{}_a", self.name), format!("{}_b", self.name), self.name.clone()] {
                    admin.execute(&format!("DROP DATABASE IF EXISTS {name}")).await.expect("no database");
                }
                admin.execute(&format!("CREATE DATABASE {}", self.name)).await.expect("a database");
                self.pool = Pool::connect(&self.url).await.expect("the database");
            }
        }
        self.connection = Some(self.pool.acquire().await.expect("a connection"));
    }

    async fn admin(&self) -> Connection {
        self.admin.as_ref().expect("an administrator").acquire().await.expect("a connection")
    }

    /// A new session: what looks at the catalog has settings of its own.
    async fn session(&self) -> Result<Connection, String> {
        let mut connection = self.pool.acquire().await.map_err(|error| error.to_string())?;
        if self.kind == Some(ServerKind::Postgres) {
            connection.execute("DISCARD ALL").await.map_err(|error| error.to_string())?;
        }
        Ok(connection)
    }

    /// Ends the session, and what lasts as long as it does.
    async fn end_session(&mut self) {
        if !self.is_transactional() {
            self.renew().await;
        }
        if let Some(mut connection) = self.connection.take() {
            let _ = connection.execute("ROLLBACK").await;
            if self.kind == Some(ServerKind::Postgres) {
                let _ = connection.execute("DISCARD ALL").await;
            }
        }
    }

    /// Runs a text of the session, or of a new one where it has ended.
    ///
    /// # Errors
    /// What the server says.
    pub async fn execute(&mut self, sql: &str) -> Result<(), String> {
        if self.connection.is_none() {
            self.connection = Some(self.session().await?);
        }
        let connection = self.connection.as_mut().expect("a session");
        connection.execute(sql).await.map_err(|error| error.to_string())
    }

    /// The first value of each row that a query gives in the session.
    ///
    /// # Errors
    /// What the server says.
    pub async fn texts(&mut self, sql: &str) -> Result<Vec<String>, String> {
        if self.connection.is_none() {
            self.connection = Some(self.session().await?);
        }
        let connection = self.connection.as_mut().expect("a session");
        connection.texts(sql).await.map_err(|error| error.to_string())
    }

    /// Drops the views that read what is gone, as MySQL lets them stay where nothing could make them again; the
    /// statements that did it.
    pub async fn drop_broken_views(&mut self) -> Vec<String> {
        let Pool::Mysql(pool) = &self.pool else { return Vec::new() };
        let sql = format!(
            "SELECT CONCAT('`', table_schema, '`.`', table_name, '`') FROM information_schema.views
             WHERE table_schema = '{0}' OR table_schema LIKE '{0}\\_%'",
            self.name
        );
        let views: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(pool).await.expect("views");
        let mut dropped = Vec::new();
        // What reads a broken view is broken too.
        for view in views {
            if self.execute(&format!("SELECT 1 FROM {view} LIMIT 0")).await.is_err() {
                let sql = format!("DROP VIEW {view}");
                self.execute(&sql).await.expect("no view");
                dropped.push(sql);
            }
        }
        dropped
    }

    /// Whether a table that is altered has the constants of its checks in another form than before.
    pub fn writes_constants_anew(&self) -> bool {
        self.kind == Some(ServerKind::MySql)
    }

    /// Alters every table to what it is.
    pub async fn alter_all(&mut self) {
        let Pool::Mysql(pool) = &self.pool else { return };
        let sql = format!(
            "SELECT CONCAT('ALTER TABLE `', table_schema, '`.`', table_name, '` FORCE') FROM information_schema.tables
             WHERE table_type = 'BASE TABLE' AND (table_schema = '{0}' OR table_schema LIKE '{0}\\_%')",
            self.name
        );
        let tables: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(pool).await.expect("tables");
        self.renew().await;
        // The pool gives back any of its sessions, and in a strict one, zero is no value of a time.
        self.execute("SET SESSION sql_mode = ''").await.expect("a setting");
        for sql in tables {
            // A constant that does not fit its column keeps the server from it, here as there.
            let _ = self.execute(&sql).await;
        }
        self.renew().await;
    }

    /// Ends all sessions: they may have gone to another database, and have other settings.
    async fn renew(&mut self) {
        self.connection = None;
        self.pool.close().await;
        self.pool = Pool::connect(&self.url).await.expect("the database");
    }

    /// The character set and the collation of the database, as inspection would tell them.
    pub async fn encoding(&mut self) -> Option<(String, String)> {
        if !matches!(self.kind, Some(ServerKind::MariaDb | ServerKind::MySql)) {
            return None;
        }
        let sql = format!(
            "SELECT CONCAT(default_character_set_name, ' ', default_collation_name) FROM information_schema.schemata
             WHERE schema_name = '{}'",
            self.name
        );
        let found = self.admin().await.texts(&sql).await.expect("the database");
        let (charset, collation) = found.first()?.split_once(' ')?;
        Some((charset.to_owned(), collation.to_owned()))
    }

    /// The character set and the collation that a MySQL or MariaDB server gives to databases where none are said.
    pub async fn usual_encoding(&mut self) -> (String, String) {
        let sql = "SELECT CONCAT(@@GLOBAL.character_set_server, ' ', @@GLOBAL.collation_server)";
        let found = self.admin().await.texts(sql).await.expect("the settings");
        let (charset, collation) = found.first().and_then(|text| text.split_once(' ')).expect("one of each");
        (charset.to_owned(), collation.to_owned())
    }

    /// The catalog's account of the database. Ends the session.
    pub async fn catalog(&mut self) -> String {
        self.end_session().await;
        catalog(&self.pool).await
    }

    /// What inspection says of the database. Ends the session.
    ///
    /// # Errors
    /// What the inspection says.
    pub async fn inspect(&mut self) -> Result<Realm, String> {
        self.end_session().await;
        let mut connection = self.session().await?;
        let scope = match self.kind {
            None => Scope::Connected,
            Some(ServerKind::Postgres) => {
                Scope::Schemas(["", "s1", "s2", "s3", "s4", "app"].map(str::to_owned).to_vec())
            }
            Some(_) => {
                Scope::Schemas(vec![String::new(), format!("{}_a", self.name), format!("{}_b", self.name)])
            }
        };
        let mut realm = inspect(&mut connection, &scope).await.map_err(|error| error.to_string())?;
        realm.schemas.retain(|schema| !(schema.name.is_empty() && schema.is_empty()));
        Ok(realm)
    }

    /// Drops the database.
    pub async fn close(mut self) {
        self.connection = None;
        self.pool.close().await;
        let Some(kind) = self.kind else { return };
        let mut admin = self.admin().await;
        let names = [format!("{}_a", self.name), format!("{}_b", self.name), self.name.clone()];
        for name in names {
            let force = if kind == ServerKind::Postgres { " WITH (FORCE)" } else { "" };
            let _ = admin.execute(&format!("DROP DATABASE IF EXISTS {name}{force}")).await;
        }
    }

    /// Whether a table can be altered at all: SQLite refuses that while any trigger or view names what isn't there.
    pub async fn can_alter(&mut self) -> bool {
        if self.kind.is_some() {
            return true;
        }
        let mut done = true;
        for sql in [
            "CREATE TABLE ent_probe (a int, b int)",
            "ALTER TABLE ent_probe DROP COLUMN b",
            "DROP TABLE IF EXISTS ent_probe",
        ] {
            done &= self.execute(sql).await.is_ok();
        }
        done
    }

    /// Whether a statement that fails ends the transaction that it is in.
    pub fn failure_ends_transaction(&self) -> bool {
        self.kind == Some(ServerKind::Postgres)
    }

    /// Whether statements about the schema can be taken back.
    pub fn is_transactional(&self) -> bool {
        !matches!(self.kind, Some(ServerKind::MariaDb | ServerKind::MySql))
    }

    /// Whether what a live inspection finds is held against replay, too.
    pub fn inspects(&self) -> bool {
        self.inspects
    }

    /// Says whether what a live inspection finds is held against replay, too.
    pub fn set_inspects(&mut self, inspects: bool) {
        self.inspects = inspects;
    }

    /// Name of the database product.
    pub fn product(&self) -> DialectName {
        self.flavor().name
    }
}

async fn memory() -> Pool {
    let options = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1);
    // The library's own default, as in the command line and other clients.
    let connect = sqlx::sqlite::SqliteConnectOptions::new().in_memory(true).foreign_keys(false);
    Pool::from(options.connect_with(connect).await.expect("SQLite in memory"))
}
