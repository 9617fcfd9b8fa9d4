//! Random pairs of graphs, in memory and on real databases.
//!
//! `ENT_GRAPH_PAIRS=500` runs so many, `ENT_GRAPH_SEED=17` repeats one, `ENT_GRAPH_SEED=501-1000` runs
//! others.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};

use ent_graph_tests::{Case, Tally, seeds};
use ent_runtime::{DialectName, Flavor};
use ent_runtime_tests::{TestDatabase, with_database, with_sqlite};
use ent_servers::{ServerKind, TestServers};

/// Pairs in memory, for each database.
const IN_MEMORY: u64 = 60;
/// Pairs on each real database.
const LIVE: u64 = 25;

fn in_memory(name: DialectName) {
    let mut tally = Tally::default();
    for seed in seeds(IN_MEMORY) {
        let case = Case::new(seed, Flavor::new(name), "shop");
        let checked = std::panic::catch_unwind(AssertUnwindSafe(|| case.check_in_memory()));
        let outcome = checked.unwrap_or_else(|_| Err("a panic".to_owned()));
        tally.add(&case, outcome.map(|()| 0));
    }
    tally.finish();
}

#[test]
fn sqlite_in_memory() {
    in_memory(DialectName::Sqlite);
}

#[test]
fn postgres_in_memory() {
    in_memory(DialectName::Postgres);
}

#[test]
fn mysql_in_memory() {
    in_memory(DialectName::Mysql);
}

#[test]
fn mariadb_in_memory() {
    in_memory(DialectName::Mariadb);
}

/// Runs one pair on a database of its own.
async fn live(database: TestDatabase, seed: u64, tally: Arc<Mutex<Tally>>) {
    let mut connection = database.connection().await;
    let case = Case::new(seed, connection.flavor(), &database.name);
    let outcome = case.check_on(&mut connection).await;
    tally.lock().expect("the tally").add(&case, outcome);
}

async fn on_server(kind: ServerKind) {
    if TestServers::from_env().url_or_skip(kind, "random pairs of graphs").is_none() {
        return;
    }
    let tally = Arc::new(Mutex::new(Tally::default()));
    for seed in seeds(LIVE) {
        let tally = tally.clone();
        with_database(kind, "random pairs of graphs", |database| live(database, seed, tally)).await;
    }
    std::mem::take(&mut *tally.lock().expect("the tally")).finish();
}

#[tokio::test]
async fn sqlite_live() {
    let tally = Arc::new(Mutex::new(Tally::default()));
    for seed in seeds(LIVE) {
        with_sqlite(|database| live(database, seed, tally.clone())).await;
    }
    std::mem::take(&mut *tally.lock().expect("the tally")).finish();
}

#[tokio::test]
async fn postgres_live() {
    on_server(ServerKind::Postgres).await;
}

#[tokio::test]
async fn mysql_live() {
    on_server(ServerKind::MySql).await;
}

#[tokio::test]
async fn mariadb_live() {
    on_server(ServerKind::MariaDb).await;
}
