//! What runs cost on a network: messages to the server, which do not grow with what there is.

use ent_runtime::{Migrator, Pool, Scope, inspect};
use ent_runtime_tests::{Proxy, TestDatabase, atlas_dir, with_database};
use ent_servers::ServerKind;

/// The server of `database` as it is reached through a proxy that counts.
fn counted(kind: ServerKind, database: &TestDatabase) -> (Proxy, String) {
    let (base, rest) = database.url.rsplit_once(':').expect("a port");
    let (port, name) = rest.split_once('/').expect("a database");
    let proxy = Proxy::start(kind, port.parse().expect("a port"), None).expect("a proxy");
    let parameter = if kind == ServerKind::Postgres { "sslmode=disable" } else { "ssl-mode=disabled" };
    let url = format!("{base}:{}/{name}?{parameter}", proxy.port());
    (proxy, url)
}

async fn inspections_ask_a_fixed_number_of_times(kind: ServerKind, database: TestDatabase) {
    let (proxy, url) = counted(kind, &database);
    let pool = Pool::connect(&url).await.expect("the proxy");
    let mut connection = pool.acquire().await.expect("a connection");
    let mut costs = Vec::new();
    for tables in [0..2, 2..60] {
        for n in tables {
            database
                .run(&format!(
                    "CREATE TABLE t{n} (a int PRIMARY KEY, b int CHECK (b > 0), c int REFERENCES t0 (a));\n\
                     CREATE INDEX t{n}_b ON t{n} (b);\nCREATE VIEW v{n} AS SELECT a FROM t{n}"
                ))
                .await;
        }
        let before = proxy.sent();
        let realm = inspect(&mut connection, &Scope::Connected).await.expect("an inspection");
        costs.push((realm.tables().count(), proxy.sent() - before));
    }
    let [(few, first), (many, second)] = costs[..] else { panic!("{costs:?}") };
    assert_eq!((few, many), (2, 60));
    assert_eq!(first, second, "{kind}: messages for 2 tables and for 60");
    assert!(first <= 4, "{kind}: {first} messages");
}

/// The statements of a file: two that change a schema, two that change rows.
fn file(n: usize) -> (String, String) {
    let sql = format!(
        "CREATE TABLE m{n} (a int);\nINSERT INTO m{n} VALUES (1);\nALTER TABLE m{n} ADD b int;\nUPDATE m{n} SET b = a;"
    );
    (format!("{n:02}_t"), sql)
}

/// Where a transaction holds a file, what is written about it goes with its end; elsewhere what is written about a
/// statement goes with the next one.
async fn a_file_costs_its_statements_and_its_transaction(kind: ServerKind, database: TestDatabase) {
    let (proxy, url) = counted(kind, &database);
    let mut costs = Vec::new();
    for files in [1, 11] {
        let files: Vec<_> = (0..files).map(file).collect();
        let files: Vec<_> = files.iter().map(|(name, sql)| (name.as_str(), sql.as_str())).collect();
        let (dir, before) = (atlas_dir(&files), proxy.sent());
        let pool = Pool::connect(&url).await.expect("the proxy");
        Migrator::new(&pool, &dir).apply().await.expect("a run");
        pool.close().await;
        costs.push(proxy.sent() - before);
    }
    // The second run has a table of revisions already, and ten files to apply.
    let extra = costs[1].saturating_sub(costs[0]);
    let expected = if database.has_transactional_ddl() { 4 + 2 } else { 4 + 1 };
    // The last messages of a connection may be counted late.
    assert!(extra < (expected + 1) * 10, "{kind}: {costs:?} messages");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_inspections() {
    for kind in ServerKind::ALL {
        with_database(kind, "round trips", move |database| {
            inspections_ask_a_fixed_number_of_times(kind, database)
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_files() {
    for kind in ServerKind::ALL {
        with_database(kind, "round trips", move |database| {
            a_file_costs_its_statements_and_its_transaction(kind, database)
        })
        .await;
    }
}
