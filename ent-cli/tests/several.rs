//! `ent migrate apply` to several databases.

use std::path::Path;
use std::process::{Command, Output};

use ent_runtime_tests::{TestDatabase, with_database};
use ent_servers::ServerKind;

fn ent(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ent")).args(args).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("migrations");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("1_users.sql"), "CREATE TABLE users (id int);\n").unwrap();
    std::fs::write(dir.join("2_pets.sql"), "CREATE TABLE pets (id int);\n").unwrap();
    assert!(ent(folder.path(), &["migrate", "hash"]).status.success());
    folder
}

const URLS: [&str; 6] = ["--url", "sqlite://a.db", "--url", "sqlite://b.db", "--url", "sqlite://c.db"];

#[test]
fn each_database_is_applied_to_and_summed_up() {
    let folder = folder();
    let apply = |more: &[&str]| ent(folder.path(), &[&["migrate", "apply"], more, &URLS].concat());
    let output = apply(&["1"]);
    let (out, err) = said(&output);
    assert!(output.status.success(), "{err}");
    assert_eq!(out.matches("-- sqlite://").count(), 3, "{out}");
    assert_eq!(out.matches("    -> CREATE TABLE users (id int);").count(), 3, "{out}");
    assert_eq!(
        err,
        "ok         sqlite://a.db: 1 file, at 1\nok         sqlite://b.db: 1 file, at 1\n\
         ok         sqlite://c.db: 1 file, at 1\n3 databases\n"
    );
    let (_, err) = said(&apply(&[]));
    assert_eq!(err.matches(": 1 file, at 2").count(), 3, "{err}");
    let (_, err) = said(&apply(&[]));
    assert_eq!(err.matches(": 0 files, at 2").count(), 3, "{err}");
    let (_, err) = said(&apply(&["--in-doubt", "took-hold"]));
    let one = "Error: --in-doubt speaks of one statement in one database: give that as the only --url\n";
    assert_eq!(err, one);
    let status = ent(folder.path(), &[&["migrate", "status"], &URLS[..]].concat());
    assert_eq!(said(&status).1, "Error: expected one --url, got 3\n");
}

#[test]
fn a_failure_stops_those_that_have_not_begun_unless_told_otherwise() {
    let folder = folder();
    let in_the_way = ["migrate", "apply", "--url", "sqlite://b.db", "--dir", "file://other"];
    std::fs::create_dir(folder.path().join("other")).unwrap();
    std::fs::write(folder.path().join("other/0_pets.sql"), "CREATE TABLE pets (id int);\n").unwrap();
    assert!(ent(folder.path(), &["migrate", "hash", "--dir", "file://other"]).status.success());
    assert!(ent(folder.path(), &in_the_way).status.success());
    let apply = |more: &[&str]| {
        ent(
            folder.path(),
            &[&["migrate", "apply", "--exec-order", "non-linear", "--jobs", "1"], more, &URLS].concat(),
        )
    };
    let output = apply(&[]);
    assert_eq!(output.status.code(), Some(1));
    let (_, err) = said(&output);
    assert!(
        err.contains("ok         sqlite://a.db: 2 files, at 2\nfailed     sqlite://b.db: 2_pets.sql:1: "),
        "{err}"
    );
    assert!(err.contains("not begun  sqlite://c.db\nError: 1 of 3 databases failed\n"), "{err}");
    let output = apply(&["--on-error", "continue"]);
    assert_eq!(output.status.code(), Some(1));
    let (_, err) = said(&output);
    assert!(
        err.contains("ok         sqlite://c.db: 2 files, at 2\nError: 1 of 3 databases failed\n"),
        "{err}"
    );
}

async fn to_each_schema(database: TestDatabase, make: &'static str) {
    let folder = folder();
    let name = database.name.as_str();
    for tenant in ["a", "b", "c"] {
        database.run(&format!("{make} {name}_{tenant}")).await;
    }
    let query = format!(
        "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE '{name}\\_%' ORDER BY 1"
    );
    let args = ["migrate", "apply", "--url", &database.url, "--for-each", &query];
    let output = ent(folder.path(), &args);
    let (_, err) = said(&output);
    assert!(output.status.success(), "{err}");
    assert_eq!(err.matches(": 2 files, at 2").count(), 3, "{err}");
    assert!(err.ends_with("\n3 databases\n"), "{err}");
    for tenant in ["a", "b", "c"] {
        database.must_count(&format!("{name}_{tenant}.pets"), 0).await;
    }
    assert!(database.tables().await.is_empty());
    database.run("CREATE TABLE tenants (name varchar(20)); INSERT INTO tenants VALUES ('a');").await;
    let args = ["migrate", "apply", "--url", &database.url, "--for-each", "DELETE FROM tenants"];
    let (_, err) = said(&ent(folder.path(), &args));
    assert!(
        err.contains("asking for the schemas: ") && err.contains("READ ONLY") || err.contains("read-only"),
        "{err}"
    );
    database.must_count("tenants", 1).await;
}

#[tokio::test]
async fn a_query_names_the_schemas() {
    for (kind, make) in [
        (ServerKind::Postgres, "CREATE SCHEMA"),
        (ServerKind::MariaDb, "CREATE DATABASE"),
        (ServerKind::MySql, "CREATE DATABASE"),
    ] {
        with_database(kind, "schemas by a query", move |database| to_each_schema(database, make)).await;
    }
}
