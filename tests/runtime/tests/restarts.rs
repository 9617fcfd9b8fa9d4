//! Servers that crash in the middle of a run and come back: the next run comes to the same end, and no statement runs
//! twice.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use ent_runtime::{Dir, Error, Event, Migrator, Pool, TxMode};
use ent_runtime_tests::{atlas_dir, create_statement};
use ent_servers::{Server, ServerKind, TestServers};

/// Tables that are made and rows that are counted; the last file is refused unless each statement ran once.
fn dir() -> Dir {
    let step = |n: usize| {
        format!(
            "CREATE TABLE t{n} (a int);\nINSERT INTO log VALUES ({n});\nALTER TABLE t{n} ADD b int;\n\
             INSERT INTO log VALUES ({n});\nCREATE INDEX t{n}_a ON t{n} (a);"
        )
    };
    atlas_dir(&[
        ("0_log", "CREATE TABLE log (n int NOT NULL);"),
        ("1_one", &step(1)),
        ("2_two", &step(2)),
        ("9_count", "CREATE TABLE total (n int CHECK (n = 4));\nINSERT INTO total SELECT count(*) FROM log;"),
    ])
}

/// Numbers of the statements before which the server goes: the first, one that changes rows, one that changes a table
/// after that, and one of the second file.
const MOMENTS: [usize; 4] = [1, 3, 4, 9];

async fn apply(url: &str, mode: TxMode, mut at_statement: impl FnMut(usize) + Send) -> Result<(), Error> {
    let pool = Pool::connect(url).await?;
    let (dir, mut count) = (dir(), 0);
    let apply = Migrator::new(&pool, &dir).apply().tx_mode(mode).lock_timeout(Duration::from_secs(20));
    let outcome = apply.on_event(|event| {
        if let Event::Statement(_) = event {
            count += 1;
            at_statement(count);
        }
    });
    let outcome = outcome.await;
    pool.close().await;
    outcome.map(|_| ())
}

async fn run(url: &str, sql: &str) {
    let pool = Pool::connect(url).await.expect("the server");
    let mut connection = pool.acquire().await.expect("a connection");
    connection.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
    drop(connection);
    pool.close().await;
}

async fn runs_survive_crashes(kind: ServerKind) {
    // Whether there has to be one.
    if TestServers::from_env().url_or_skip(kind, "crashes of the server").is_none() {
        return;
    }
    let server = tokio::task::spawn_blocking(move || Server::on_socket(kind)).await.expect("a thread");
    let server = Arc::new(Mutex::new(server.expect("a server for this test alone")));
    let base = server.lock().expect("the server").url();
    let mut number = 0;
    for mode in [TxMode::File, TxMode::All, TxMode::None] {
        for moment in MOMENTS {
            number += 1;
            let name = format!("crash_{number}");
            run(&base, &create_statement(kind, &name)).await;
            let url = in_database(&base, &name);
            let killed = Arc::clone(&server);
            let outcome = apply(&url, mode, move |statement| {
                if statement == moment {
                    killed.lock().expect("the server").kill().expect("a dead server");
                }
            });
            assert!(outcome.await.is_err(), "{kind} {mode:?} {moment}: the server was gone");
            let revived = Arc::clone(&server);
            let revive = move || revived.lock().expect("the server").revive();
            tokio::task::spawn_blocking(revive).await.expect("a thread").expect("the server again");
            if let Err(error) = apply(&url, mode, |_| ()).await {
                panic!("{kind} {mode:?} {moment}: {error}");
            }
            run(
                &url,
                "CREATE TABLE counted (n int CHECK (n = 4)); INSERT INTO counted SELECT count(*) FROM log",
            )
            .await;
        }
    }
}

/// The URL of a database of the server at `base`, which is on a socket.
fn in_database(base: &str, name: &str) -> String {
    match base.split_once("@/postgres?") {
        Some((server, parameters)) => format!("{server}@/{name}?{parameters}"),
        None => format!("{base}?database={name}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    runs_survive_crashes(ServerKind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_mariadb() {
    runs_survive_crashes(ServerKind::MariaDb).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_mysql() {
    runs_survive_crashes(ServerKind::MySql).await;
}
