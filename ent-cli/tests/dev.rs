//! `--dev-url`: files are tried out in a database, which is empty again afterwards.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use ent_runtime::{Extent, Scope, Scratch, inspect};
use ent_runtime_tests::{TestDatabase, on_every_database, with_database};
use ent_servers::{Server, ServerKind};

/// What replay leaves as it stands and every server writes in its own way.
const SCHEMA: &str = "CREATE TABLE a (id int PRIMARY KEY, b int DEFAULT (1 + 1));\n";

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ent"));
    command.args(args).current_dir(folder);
    command
}

fn ent(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("schema.sql"), SCHEMA).unwrap();
    folder
}

/// The URL of one schema, of all its objects without it.
fn bound(database: &TestDatabase) -> String {
    match database.url.starts_with("postgres") {
        true => format!("{}?search_path=public", database.url),
        false => database.url.clone(),
    }
}

#[tokio::test]
async fn a_directory_is_written_and_checked_with_a_database() {
    on_every_database("a dev database", |database| async move {
        let (folder, url) = (folder(), bound(&database));
        let path = folder.path();
        let diff = ["migrate", "diff", "--to", "file://schema.sql", "--dev-url", &url];
        assert_eq!(stdout(&ent(path, &[&diff[..], &["first"]].concat())), "");
        let synced = stdout(&ent(path, &[&diff[..], &["second"]].concat()));
        assert!(synced.starts_with("The migration directory is synced"), "{synced}");
        assert_eq!(stdout(&ent(path, &["migrate", "validate", "--dev-url", &url])), "");
        let (from, to) = ("file://schema.sql", "file://migrations");
        let compared = stdout(&ent(path, &["schema", "diff", "--from", from, "--to", to, "--dev-url", &url]));
        assert_eq!(compared, "Schemas are synced, no changes to be made.\n");
        assert!(database.tables().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_database_that_another_run_has_is_waited_for() {
    on_every_database("a dev database that another has", |database| async move {
        let (folder, url) = (folder(), bound(&database));
        let path = folder.path().to_owned();
        let others = Scratch::borrow(&database.pool, Extent::Schema).await.expect("a loan");
        let args =
            ["migrate", "diff", "--to", "file://schema.sql", "--dev-url", &url, "--lock-timeout", "200ms"];
        let said = stderr(&ent(&path, &args));
        assert!(said.contains("lock"), "{said}");
        assert!(!path.join("migrations").exists());
        others.give_back().await.expect("a way back");
        assert_eq!(stdout(&ent(&path, &args)), "");
    })
    .await;
}

/// What other schemas get would be missing from the state, and nobody would take it away.
#[tokio::test]
async fn one_schema_is_not_for_files_of_several() {
    on_every_database("a dev database of one schema", |database| async move {
        if database.url.starts_with("sqlite") {
            return;
        }
        let (folder, url) = (folder(), bound(&database));
        let inspect = ["schema", "inspect", "-u", "file://schema.sql", "--dev-url", &url];
        let other = format!("{}_other", database.name);
        let sql = format!("{SCHEMA}CREATE SCHEMA {other};\nCREATE TABLE {other}.b (id int);\n");
        std::fs::write(folder.path().join("schema.sql"), sql).unwrap();
        let said = stderr(&ent(folder.path(), &inspect));
        assert!(said.contains(&format!("make things in the schema {other:?}")), "{said}");
        let query =
            format!("SELECT schema_name FROM information_schema.schemata WHERE schema_name = '{other}'");
        assert!(database.connection().await.texts(&query).await.unwrap().is_empty());
        // Its own name is that of the one.
        let home = if url.starts_with("postgres") { "public" } else { database.name.as_str() };
        let sql = format!("CREATE TABLE {home}.a (id int);\nCREATE VIEW b AS SELECT id FROM {home}.a;\n");
        std::fs::write(folder.path().join("schema.sql"), sql).unwrap();
        stdout(&ent(folder.path(), &inspect));
    })
    .await;
}

#[tokio::test]
async fn the_database_has_the_last_word() {
    on_every_database("a dev database that refuses", |database| async move {
        let (folder, url) = (folder(), bound(&database));
        std::fs::write(folder.path().join("schema.sql"), format!("{SCHEMA}\nDROP VIEW no_such_view;\n"))
            .unwrap();
        let said =
            stderr(&ent(folder.path(), &["schema", "inspect", "-u", "file://schema.sql", "--dev-url", &url]));
        assert!(said.contains("schema.sql:3: executing statement \"DROP VIEW no_such_view\": "), "{said}");
        assert!(!said.contains("error returned from database"), "{said}");
        database.run("CREATE TABLE mine (id int);").await;
        let said =
            stderr(&ent(folder.path(), &["schema", "inspect", "-u", "file://schema.sql", "--dev-url", &url]));
        assert!(said.contains("connected database is not clean: found table \"mine\""), "{said}");
        assert_eq!(database.tables().await, ["mine"]);
    })
    .await;
}

async fn has_tables(database: &TestDatabase) -> bool {
    let realm = inspect(&mut database.connection().await, &Scope::Connected).await;
    realm.is_ok_and(|realm| realm.tables().count() > 1)
}

#[tokio::test]
async fn a_command_that_is_interrupted_leaves_nothing() {
    on_every_database("an interrupted command", |database| async move {
        let (folder, url) = (folder(), bound(&database));
        let args = ["schema", "inspect", "-u", "file://schema.sql", "--dev-url", &url];
        // A run that is through before anybody sees it was too short.
        for count in [3_000, 10_000, 30_000] {
            let many: String =
                (0..count).map(|n| format!("CREATE TABLE t{n} (id int PRIMARY KEY);\n")).collect();
            std::fs::write(folder.path().join("schema.sql"), many).unwrap();
            let mut run = command(folder.path(), &args);
            let mut run = run.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
            // Whoever looks while tables are made may be told to look again.
            while run.try_wait().unwrap().is_none() && !has_tables(&database).await {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let _ = Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap();
            let output = run.wait_with_output().unwrap();
            assert!(database.tables().await.is_empty());
            if !output.status.success() {
                assert_eq!(stderr(&output), "Error: interrupted\n");
                return;
            }
        }
        panic!("no run was interrupted");
    })
    .await;
}

/// The server does not go on with what nobody waits for.
#[tokio::test]
async fn a_command_that_is_interrupted_at_a_long_statement_ends() {
    on_every_database("a long statement", |database| async move {
        let slow = match database.url.split(':').next() {
            Some("postgres") => "CREATE TABLE c AS SELECT 1 AS x FROM pg_sleep(60);",
            Some("sqlite") => return,
            _ => "CREATE TABLE c AS SELECT sleep(0.1) FROM information_schema.COLUMNS;",
        };
        let (folder, url) = (folder(), bound(&database));
        std::fs::write(folder.path().join("schema.sql"), format!("CREATE TABLE a (id int);\n{slow}\n"))
            .unwrap();
        let args = ["schema", "inspect", "-u", "file://schema.sql", "--dev-url", &url];
        let run = command(folder.path(), &args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        // Whoever looks meanwhile may have to wait for the statement.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let start = Instant::now();
        assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
        assert_eq!(stderr(&run.wait_with_output().unwrap()), "Error: interrupted\n");
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        assert!(database.tables().await.is_empty());
    })
    .await;
}

/// A container program that brings no container: its database is that of the tests.
#[tokio::test]
async fn a_container_is_started_and_removed() {
    with_database(ServerKind::Postgres, "a container", |database| async move {
        let folder = folder();
        let (address, name) = database.url.split_once('@').unwrap().1.split_once('/').unwrap();
        let program = folder.path().join("docker");
        let script = format!(
            "#!/bin/sh\necho \"$@\" >>calls\ncase $1 in port) echo {address} ;; inspect) echo true ;; image) test -e pulled ;; \
             pull) touch pulled ;; esac\n"
        );
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let url = format!("docker://postgres/16/{name}?search_path=app");
        let inspect = |path: String| {
            let args = ["schema", "inspect", "-u", "file://schema.sql", "--dev-url", &url];
            command(folder.path(), &args).env("PATH", path).output().unwrap()
        };
        let path = std::env::var("PATH").unwrap();
        let printed = stdout(&inspect(format!("{}:{path}", folder.path().display())));
        assert!(printed.contains("DEFAULT (1 + 1)"), "{printed}");
        let calls = std::fs::read_to_string(folder.path().join("calls")).unwrap();
        let lines: Vec<&str> = calls.lines().collect();
        assert_eq!(lines[0], "info");
        let run = "run --detach --rm --name ent-dev-";
        assert_eq!(lines[1..3], ["image inspect postgres:16", "pull --quiet docker.io/library/postgres:16"]);
        assert!(lines[3].starts_with(run), "{calls}");
        let variables = format!("--env POSTGRES_PASSWORD=ent --env POSTGRES_DB={name}");
        assert!(lines[3].ends_with(&format!("{variables} docker.io/library/postgres:16")), "{calls}");
        assert!(lines.last().unwrap().starts_with("rm --force --volumes ent-dev-"), "{calls}");
        // An image that is there is not fetched, and may be of this machine only.
        stdout(&inspect(format!("{}:{path}", folder.path().display())));
        let again = std::fs::read_to_string(folder.path().join("calls")).unwrap()[calls.len()..].to_owned();
        assert!(!again.contains("pull") && again.contains(&format!("{variables} postgres:16")), "{again}");
        // Without such a program the state is worked out in memory, which is said.
        std::fs::remove_file(&program).unwrap();
        let output = inspect(folder.path().display().to_string());
        assert_eq!(stdout(&output), "-- Create \"a\" table\nCREATE TABLE \"a\" (\"id\" integer NOT NULL, \"b\" integer NULL DEFAULT (1 + 1), PRIMARY KEY (\"id\"));\n");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("neither docker nor podman is at work here"), "{said}");
        assert!(said.contains("as PostgreSQL 16"), "{said}");
    })
    .await;
}

#[test]
fn a_server_is_started_for_the_command_alone() {
    let folder = folder();
    for (kind, url) in [
        (ServerKind::Postgres, "local://postgres/dev?search_path=app"),
        (ServerKind::MariaDb, "local://mariadb/dev"),
        (ServerKind::MySql, "local://mysql/dev"),
    ] {
        let output = ent(folder.path(), &["schema", "inspect", "-u", "file://schema.sql", "--dev-url", url]);
        // Whether the programs are there is found out in the same way.
        match Server::on_socket(kind) {
            Ok(_) => assert!(stdout(&output).contains("CREATE TABLE"), "{url}"),
            Err(unavailable) => assert_eq!(stderr(&output), format!("Error: {unavailable}\n")),
        }
    }
}

#[tokio::test]
async fn sqlite_files_go_unless_they_were_there() {
    let folder = folder();
    let inspect = |url: &str| {
        stdout(&ent(folder.path(), &["schema", "inspect", "-u", "file://schema.sql", "--dev-url", url]))
    };
    let printed = inspect("sqlite://dev.db");
    assert_eq!(printed, inspect("sqlite://dev?mode=memory"));
    let there = |name: &str| folder.path().join(name).exists();
    assert!(!there("dev.db"));
    std::fs::write(folder.path().join("kept.db"), "").unwrap();
    assert_eq!(printed, inspect("sqlite://kept.db"));
    assert!(there("kept.db"));
}
