use std::sync::atomic::{AtomicU32, Ordering};

use ent_runtime::{Connection, Pool, Scope, inspect};
use ent_servers::{ServerKind, TestServers};

/// A database that one test has to itself.
pub struct TestDatabase {
    /// URL of the database.
    pub url: String,
    /// A pool over it.
    pub pool: Pool,
    /// Its name, to derive names of further schemas from.
    pub name: String,
}

impl TestDatabase {
    /// A connection to the database.
    pub async fn connection(&self) -> Connection {
        self.pool.acquire().await.expect("a connection to the database of the test")
    }

    /// The tables of the connected schema.
    pub async fn tables(&self) -> Vec<String> {
        let realm = inspect(&mut self.connection().await, &Scope::Connected).await.expect("an inspection");
        realm.tables().map(|(_, table)| table.name.clone()).collect()
    }

    /// Panics unless `from`, a table with a condition, has so many rows.
    pub async fn must_count(&self, from: &str, rows: usize) {
        self.run(&format!("CREATE TABLE counted (n int CHECK (n = {rows}))")).await;
        self.run(&format!("INSERT INTO counted SELECT count(*) FROM {from}")).await;
        self.run("DROP TABLE counted").await;
    }

    /// Whether a rollback takes back DDL here.
    pub fn has_transactional_ddl(&self) -> bool {
        !self.url.contains("mysql://") && !self.url.contains("mariadb://")
    }

    /// Runs statements, of which none may fail.
    pub async fn run(&self, sql: &str) {
        self.connection().await.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }
}

/// Runs `test` with a database of its own on the server of this kind, if there is one, and drops
/// the database whatever comes of it. Databases whose names start with its name go too.
pub async fn with_database<F, T>(kind: ServerKind, what: &str, test: F)
where
    F: FnOnce(TestDatabase) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let servers = TestServers::from_env();
    let Some(server) = servers.url_or_skip(kind, what) else { return };
    let name = format!("ent_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin = Pool::connect(server).await.expect("the server of the tests");
    let mut connection = admin.acquire().await.expect("a connection to the server");
    connection.execute(&create_statement(kind, &name)).await.expect("a database for the test");
    let (base, _) = server.rsplit_once('/').expect("a database in the URL of the server");
    let url = format!("{base}/{name}");
    let pool = Pool::connect(&url).await.expect("the database of the test");
    let database = TestDatabase { url, pool: pool.clone(), name: name.clone() };
    let outcome = tokio::spawn(test(database)).await;
    pool.close().await;
    for sql in drop_statements(kind, &name) {
        // What is left over is no reason to fail a test that passed.
        let _ = connection.execute(&sql).await;
    }
    if let Err(panic) = outcome {
        std::panic::resume_unwind(panic.into_panic());
    }
}

/// The statement that makes the database `name` for a test, the same on every server: what a server
/// takes for a collation by default changes from one version to the next.
pub fn create_statement(kind: ServerKind, name: &str) -> String {
    match kind {
        ServerKind::Postgres => format!("CREATE DATABASE {name}"),
        ServerKind::MariaDb | ServerKind::MySql => {
            format!("CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci")
        }
    }
}

fn drop_statements(kind: ServerKind, name: &str) -> Vec<String> {
    match kind {
        ServerKind::Postgres => vec![format!("DROP DATABASE {name} WITH (FORCE)")],
        ServerKind::MariaDb | ServerKind::MySql => ["", "_a", "_b", "_c"]
            .iter()
            .map(|suffix| format!("DROP DATABASE IF EXISTS {name}{suffix}"))
            .collect(),
    }
}

/// Runs `test` on SQLite and on every server that there is, each time with a database of its own.
pub async fn on_every_database<F, T>(what: &str, test: F)
where
    F: Fn(TestDatabase) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    with_sqlite(&test).await;
    for kind in ServerKind::ALL {
        with_database(kind, what, &test).await;
    }
}

/// Runs `test` with a SQLite file of its own.
pub async fn with_sqlite<F, T>(test: F)
where
    F: FnOnce(TestDatabase) -> T,
    T: Future<Output = ()>,
{
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let pool = Pool::connect(&url).await.expect("a SQLite file");
    test(TestDatabase { url, pool: pool.clone(), name: "main".to_owned() }).await;
    pool.close().await;
}
