//! Connections that break at every message of a run: the next run comes to the same end, and no statement runs twice.

use std::time::Duration;

use ent_runtime::{Dir, Error, Migrator, Pool, TxMode};
use ent_runtime_tests::{Cut, Proxy, TestDatabase, atlas_dir, with_database};
use ent_servers::ServerKind;

/// Tables that are made and rows that are counted; the last file is refused unless each statement ran once.
fn dir() -> Dir {
    let mut files = vec![("0_log", "CREATE TABLE log (n int NOT NULL);".to_owned())];
    for (name, n) in [("1_one", 1), ("2_two", 2)] {
        files.push((
            name,
            format!(
                "CREATE TABLE t{n} (a int);\nINSERT INTO log VALUES ({n});\nALTER TABLE t{n} ADD b int;\n\
                 INSERT INTO log VALUES ({n});\nCREATE INDEX t{n}_a ON t{n} (a);"
            ),
        ));
    }
    let count = "CREATE TABLE total (n int CHECK (n = 4));\nINSERT INTO total SELECT count(*) FROM log;";
    files.push(("9_count", count.to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, sql)| (*name, sql.as_str())).collect();
    atlas_dir(&files)
}

const TABLES: [&str; 5] = ["total", "t2", "t1", "log", "atlas_schema_revisions"];

async fn cut_runs_come_to_the_same_end(kind: ServerKind, database: TestDatabase) {
    let dir = dir();
    let (base, rest) = database.url.rsplit_once(':').expect("a port");
    let (port, name) = rest.split_once('/').expect("a database");
    let port: u16 = port.parse().expect("a port");
    for mode in [TxMode::File, TxMode::All, TxMode::None] {
        for cut in [Cut::Before as fn(usize) -> Cut, Cut::After] {
            let mut at = 1;
            loop {
                let proxy = Proxy::start(kind, port, Some(cut(at))).expect("a proxy");
                // The proxy reads what goes by.
                let parameter =
                    if kind == ServerKind::Postgres { "sslmode=disable" } else { "ssl-mode=disabled" };
                let url = format!("{base}:{}/{name}?{parameter}", proxy.port());
                let outcome = apply(&url, &dir, mode).await;
                if outcome.is_ok() {
                    assert!(at > 25, "{mode:?}: only {at} messages");
                    break;
                }
                let outcome = apply(&database.url, &dir, mode).await;
                if let Err(error) = outcome {
                    panic!("{kind} {mode:?} {:?}: {error}", cut(at));
                }
                database.must_count("log", 4).await;
                database.must_count("total WHERE n = 4", 1).await;
                clear(&database).await;
                at += 1;
            }
            clear(&database).await;
        }
    }
}

async fn apply(url: &str, dir: &Dir, mode: TxMode) -> Result<(), Error> {
    let pool = Pool::connect(url).await?;
    let patience = Duration::from_secs(20);
    let outcome = Migrator::new(&pool, dir).apply().tx_mode(mode).lock_timeout(patience).await;
    pool.close().await;
    outcome.map(|_| ())
}

async fn clear(database: &TestDatabase) {
    for table in TABLES {
        database.run(&format!("DROP TABLE IF EXISTS {table}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    let kind = ServerKind::Postgres;
    with_database(kind, "cut connections", move |database| cut_runs_come_to_the_same_end(kind, database))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_mariadb() {
    let kind = ServerKind::MariaDb;
    with_database(kind, "cut connections", move |database| cut_runs_come_to_the_same_end(kind, database))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_mysql() {
    let kind = ServerKind::MySql;
    with_database(kind, "cut connections", move |database| cut_runs_come_to_the_same_end(kind, database))
        .await;
}
