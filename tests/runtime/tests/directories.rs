//! Replay held to real servers, over directories of migrations.
//!
//! `tests/directories/<flavour>/<case>/` holds the files of one project, in the order of their names. The server runs
//! them; replay reads them without a server, and what it prints makes a second database; what inspection finds in the
//! first and prints makes a third. All must be the same to the catalog, asked by a query of its own, and to our
//! inspection. Without a server the cases are still replayed, and
//! what is printed must print the same again.

use std::fs;
use std::path::{Path, PathBuf};

use ent_engine::change::Change;
use ent_engine::dialect::{self, Dialect};
use ent_engine::diff::{self, DiffOptions};
use ent_engine::model::Realm;
use ent_engine::plan::{PlanOptions, print};
use ent_engine::replay::{Replay, ReplayOptions};
use ent_engine::sql::{Splitter, StatementKind};
use ent_runtime::{Pool, Scope, inspect};
use ent_runtime_tests::{
    TestDatabase, catalog, create_statement, differences, sorted_lines, with_database, with_sqlite,
};
use ent_servers::ServerKind;

/// The files of one project.
struct Directory {
    name: String,
    files: Vec<(String, String)>,
}

fn directories(flavor: &str) -> Vec<Directory> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/directories").join(flavor);
    let sorted = |path: &Path| -> Vec<PathBuf> {
        let mut paths: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let found: Vec<Directory> = sorted(&root)
        .into_iter()
        .map(|path| Directory {
            name: name(&path),
            files: sorted(&path).iter().map(|file| (name(file), fs::read_to_string(file).unwrap())).collect(),
        })
        .collect();
    assert!(!found.is_empty(), "no cases for {flavor}");
    found
}

fn replay(dialect: &dyn Dialect, directory: &Directory) -> Result<Realm, String> {
    let mut replay = Replay::new(dialect, &ReplayOptions::default());
    for (file, text) in &directory.files {
        replay.run(file, text).map_err(|error| error.to_string())?;
    }
    Ok(replay.into_realm())
}

fn printed(dialect: &dyn Dialect, realm: &Realm) -> Result<String, String> {
    let plan = print(dialect, realm, &PlanOptions::default()).map_err(|error| error.to_string())?;
    Ok(plan.statements.iter().map(|statement| format!("{};\n", statement.sql)).collect())
}

/// What is printed must be read back as the same.
fn stable(flavor: &str) {
    let dialect = dialect::of(flavor.parse().unwrap());
    let mut failures = Vec::new();
    for directory in directories(flavor) {
        let outcome = replay(dialect.as_ref(), &directory).and_then(|realm| {
            let once = printed(dialect.as_ref(), &realm)?;
            let again = Directory {
                name: directory.name.clone(),
                files: vec![("printed.sql".to_owned(), once.clone())],
            };
            let twice = printed(dialect.as_ref(), &replay(dialect.as_ref(), &again)?)?;
            if sorted_lines(&once) == sorted_lines(&twice) { Ok(()) } else { Err(differences(&once, &twice)) }
        });
        failures.extend(outcome.err().map(|error| format!("{flavor}/{}:\n{error}", directory.name)));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Runs the files on the server, statement by statement, as their own tools do.
async fn apply(dialect: &dyn Dialect, database: &TestDatabase, directory: &Directory) -> Result<(), String> {
    let mut connection = database.connection().await;
    for (file, text) in &directory.files {
        for statement in Splitter::new(text, dialect.syntax()) {
            let statement = statement.map_err(|error| format!("{file}: {error}"))?;
            if statement.kind == StatementKind::Sql {
                let outcome = connection.execute(statement.sql()).await;
                outcome.map_err(|error| format!("{file}: {error}\n{}", statement.sql()))?;
            }
        }
    }
    Ok(())
}

async fn inspected(database: &TestDatabase) -> Result<Realm, String> {
    // A server of MySQL's holds the databases of others as well.
    let scope = if matches!(database.pool, Pool::Mysql(_)) { Scope::Connected } else { Scope::All };
    inspect(&mut database.connection().await, &scope).await.map_err(|error| error.to_string())
}

async fn held(
    dialect: &dyn Dialect,
    directory: &Directory,
    [first, second, third]: [&TestDatabase; 3],
) -> Result<(), String> {
    apply(dialect, first, directory)
        .await
        .map_err(|error| format!("the server refuses the case itself: {error}"))?;
    let realm = replay(dialect, directory)?;
    let sql = printed(dialect, &realm)?;
    second
        .connection()
        .await
        .execute(&sql)
        .await
        .map_err(|error| format!("the server refuses what is printed: {error}\n{sql}"))?;
    let (expected, found) = (catalog(&first.pool).await, catalog(&second.pool).await);
    if expected != found {
        return Err(differences(&expected, &found));
    }
    let (server, copy) = (inspected(first).await?, inspected(second).await?);
    same(dialect, &server, &copy).map_err(|changes| format!("inspections differ: {changes}"))?;
    // What is found, printed and run elsewhere makes the same once more.
    let known = dialect::of(first.connection().await.flavor());
    let sql = printed(known.as_ref(), &server)?;
    let outcome = third.connection().await.execute(&sql).await;
    outcome.map_err(|error| format!("the server refuses what inspection prints: {error}\n{sql}"))?;
    let found = catalog(&third.pool).await;
    if expected == found {
        Ok(())
    } else {
        Err(format!("by inspection:\n{}", differences(&expected, &found)))
    }
}

/// Whether nothing differs.
fn same(dialect: &dyn Dialect, previous: &Realm, next: &Realm) -> Result<(), String> {
    let mut changes = diff::diff(dialect, previous, next, &DiffOptions::default()).changes;
    // What the schema of a connection was made with is nobody's to print.
    changes.retain(|change| !matches!(change, Change::ModifySchema(_)));
    if changes.is_empty() { Ok(()) } else { Err(format!("{changes:#?}")) }
}

#[test]
fn what_is_printed_prints_the_same() {
    stable("postgres");
    stable("sqlite");
    stable("mysql");
    stable("mariadb");
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_directories() {
    with_database(ServerKind::Postgres, "replayed directories", |first| async move {
        let dialect = dialect::of(first.connection().await.flavor());
        let mut failures = Vec::new();
        for (at, directory) in directories("postgres").iter().enumerate() {
            let names = ["a", "b", "c"].map(|letter| format!("{}_{letter}{at}", first.name));
            let mut databases = Vec::new();
            for name in &names {
                first.run(&format!("CREATE DATABASE {name} TEMPLATE template0")).await;
                let (base, _) = first.url.rsplit_once('/').unwrap();
                let url = format!("{base}/{name}");
                let pool = Pool::connect(&url).await.unwrap();
                databases.push(TestDatabase { url, pool, name: name.clone() });
            }
            let outcome = held(dialect.as_ref(), directory, [0, 1, 2].map(|at| &databases[at])).await;
            failures.extend(outcome.err().map(|error| format!("postgres/{}:\n{error}", directory.name)));
            for database in databases {
                database.pool.close().await;
                first.run(&format!("DROP DATABASE {} WITH (FORCE)", database.name)).await;
            }
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    })
    .await;
}

/// Directories for this server, replayed for its very version, and on MariaDB for what the folder's name says as well.
async fn mysql_directories(kind: ServerKind, own: &'static [&'static str]) {
    with_database(kind, "replayed directories", move |first| async move {
        let known = dialect::of(first.connection().await.flavor());
        let mut failures = Vec::new();
        let either =
            own.iter().flat_map(|flavor| directories(flavor).into_iter().map(move |found| (flavor, found)));
        for (at, (flavor, directory)) in either.enumerate() {
            // What is for either server comes out as MariaDB makes it.
            let stated = dialect::of(flavor.parse().unwrap());
            let stated = Some(stated.as_ref()).filter(|_| kind == ServerKind::MariaDb);
            for dialect in std::iter::once(known.as_ref()).chain(stated) {
                let names = ["a", "b", "c"].map(|letter| format!("{}_{letter}{at}", first.name));
                let mut databases = Vec::new();
                for name in &names {
                    first.run(&create_statement(kind, name)).await;
                    let (base, _) = first.url.rsplit_once('/').unwrap();
                    let url = format!("{base}/{name}");
                    let pool = Pool::connect(&url).await.unwrap();
                    databases.push(TestDatabase { url, pool, name: name.clone() });
                }
                let outcome = held(dialect, &directory, [0, 1, 2].map(|at| &databases[at])).await;
                let about = format!("{kind:?}: {flavor}/{} for {}", directory.name, dialect.flavor());
                failures.extend(outcome.err().map(|error| format!("{about}:\n{error}")));
                for database in databases {
                    database.pool.close().await;
                    first.run(&format!("DROP DATABASE {}", database.name)).await;
                }
            }
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb_directories() {
    mysql_directories(ServerKind::MariaDb, &["mysql", "mariadb"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mysql_server_directories() {
    mysql_directories(ServerKind::MySql, &["mysql"]).await;
}

#[tokio::test]
async fn sqlite_directories() {
    let mut failures = Vec::new();
    for directory in directories("sqlite") {
        with_sqlite(async |first| {
            with_sqlite(async |second| {
                with_sqlite(async |third| {
                    let dialect = dialect::of(first.connection().await.flavor());
                    let outcome = held(dialect.as_ref(), &directory, [&first, &second, &third]).await;
                    failures
                        .extend(outcome.err().map(|error| format!("sqlite/{}:\n{error}", directory.name)));
                })
                .await;
            })
            .await;
        })
        .await;
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
