//! Written pairs of declarations, in memory and on real databases; each ends with: after the way up
//! nothing is left to do, after the way down all is as before.
//!
//! `ENT_BLESS=1` writes what comes out into the files; read the difference before you commit.

use std::sync::{Arc, Mutex};

use ent_graph_tests::{Written, written};
use ent_runtime_tests::{TestDatabase, with_database, with_sqlite};
use ent_servers::{ServerKind, TestServers};

#[test]
fn in_memory() {
    let cases = written();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let failures: Vec<String> = cases.iter().filter_map(|case| case.check().err()).collect();
    assert!(failures.is_empty(), "{} failed\n{}", failures.len(), failures.join("\n\n"));
}

type Failures = Arc<Mutex<Vec<String>>>;

/// Carries one pair out on a database of its own, unless the database can't have it.
async fn live(database: TestDatabase, written: Written, failures: Failures) {
    let mut connection = database.connection().await;
    let Ok(case) = written.case(connection.flavor(), &database.name) else { return };
    if let Err(error) = case.check_on(&mut connection).await {
        let failure = format!("{} on {}: {error}\n{}", written.name, connection.flavor(), case.text());
        failures.lock().expect("the failures").push(failure);
    }
}

fn tell(failures: &Failures) {
    let failures = failures.lock().expect("the failures");
    assert!(failures.is_empty(), "{} failed\n{}", failures.len(), failures.join("\n\n"));
}

async fn on_server(kind: ServerKind) {
    if TestServers::from_env().url_or_skip(kind, "written pairs of declarations").is_none() {
        return;
    }
    let failures = Failures::default();
    for written in written() {
        let failures = failures.clone();
        with_database(kind, "written pairs of declarations", |database| live(database, written, failures))
            .await;
    }
    tell(&failures);
}

#[tokio::test]
async fn sqlite() {
    let failures = Failures::default();
    for written in written() {
        with_sqlite(|database| live(database, written, failures.clone())).await;
    }
    tell(&failures);
}

#[tokio::test]
async fn postgres() {
    on_server(ServerKind::Postgres).await;
}

#[tokio::test]
async fn mysql() {
    on_server(ServerKind::MySql).await;
}

#[tokio::test]
async fn mariadb() {
    on_server(ServerKind::MariaDb).await;
}
