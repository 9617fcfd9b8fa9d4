//! Runs of `ent migrate apply` and `down` that are killed, again and again, on every database.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ent_runtime_tests::{TestDatabase, on_every_database};

/// Files that make tables and count rows; the last is refused unless every statement before it ran once.
const FILES: usize = 8;

fn write_files(folder: &Path) {
    let dir = folder.join("migrations");
    std::fs::create_dir(&dir).unwrap();
    let write = |name: String, sql: String| std::fs::write(dir.join(name), sql).unwrap();
    write("00_log.sql".to_owned(), "CREATE TABLE log (n int NOT NULL);\n".to_owned());
    for n in 1..=FILES {
        let sql = format!(
            "CREATE TABLE t{n} (a int);\nINSERT INTO log VALUES ({n});\nALTER TABLE t{n} ADD b int;\nINSERT INTO log \
             VALUES ({n});\nCREATE INDEX t{n}_a ON t{n} (a);\n"
        );
        write(format!("{n:02}_step.sql"), sql);
    }
    let rows = FILES * 2;
    let count = format!(
        "CREATE TABLE total (n int CHECK (n = {rows}));\nINSERT INTO total SELECT count(*) FROM log;\n"
    );
    write("99_count.sql".to_owned(), count);
}

fn ent(folder: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ent"));
    command.args(args).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Runs `args` until one run gets to its end, and kills the others at moments which get later; how many were killed.
async fn until_done(folder: &Path, args: &[&str]) -> usize {
    for killed in 0..400 {
        let mut run = ent(folder, args);
        tokio::time::sleep(Duration::from_millis(2 + 3 * killed as u64)).await;
        if run.try_wait().unwrap().is_none() {
            run.kill().unwrap();
        }
        let output = run.wait_with_output().unwrap();
        if output.status.success() {
            return killed;
        }
        let said = String::from_utf8_lossy(&output.stderr);
        // The server may take a moment to see that the one who held the lock is gone.
        assert!(said.is_empty() || said.contains("is held by another session"), "{args:?}: {said}");
    }
    panic!("{args:?} never came to its end");
}

async fn killed_runs_come_to_the_same_end(database: TestDatabase, mode: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    write_files(path);
    assert!(ent(path, &["migrate", "hash"]).wait().unwrap().success());
    let url = database.url.as_str();
    let apply = ["migrate", "apply", "--url", url, "--tx-mode", mode, "--lock-timeout", "30s"];
    let killed = until_done(path, &apply).await;
    assert!(killed > 1, "{mode}: nothing was killed");
    database.must_count("log", FILES * 2).await;
    let down = ["migrate", "down", "99", "--url", url, "--allow-data-loss", "--lock-timeout", "30s"];
    until_done(path, &down).await;
    let mut tables = database.tables().await;
    tables.retain(|table| table != "atlas_schema_revisions");
    assert_eq!(tables, [""; 0], "{mode}");
}

#[tokio::test]
async fn in_a_transaction_for_each_file() {
    on_every_database("killed runs", |database| killed_runs_come_to_the_same_end(database, "file")).await;
}

#[tokio::test]
async fn in_one_transaction_for_all_files() {
    on_every_database("killed runs", |database| killed_runs_come_to_the_same_end(database, "all")).await;
}

#[tokio::test]
async fn without_transactions() {
    on_every_database("killed runs", |database| killed_runs_come_to_the_same_end(database, "none")).await;
}

/// A statement that takes a minute, and changes nothing.
fn minute(database: &TestDatabase) -> &'static str {
    match database.url.split(':').next() {
        Some("postgres") => "SELECT pg_sleep(60);",
        Some("sqlite") => {
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000000) SELECT count(*) FROM n;"
        }
        // Between two rows the server looks whether it is to stop.
        _ => "INSERT INTO a SELECT sleep(0.1) FROM information_schema.COLUMNS;",
    }
}

/// Starts a run of `args` that comes to a statement which takes a minute, after one that makes the table `a`.
async fn at_a_long_statement(database: &TestDatabase, path: &Path, args: &[&str]) -> Child {
    let dir = path.join("migrations");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("1.sql"), "CREATE TABLE a (id int);\n").unwrap();
    std::fs::write(dir.join("2.sql"), format!("INSERT INTO a VALUES (1);\n{}\n", minute(database))).unwrap();
    assert!(ent(path, &["migrate", "hash"]).wait().unwrap().success());
    let mut command = Command::new(env!("CARGO_BIN_EXE_ent"));
    command.args(args).current_dir(path).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut run = command.spawn().unwrap();
    while !database.tables().await.iter().any(|table| table == "a") {
        assert!(run.try_wait().unwrap().is_none(), "{}: it ended", database.url);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    run
}

fn signal(run: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &run.id().to_string()]).status().unwrap().success());
}

/// The run has the server stop, says what holds, and the next one goes on at once.
#[tokio::test]
async fn an_interrupted_run_has_the_server_stop() {
    for (mode, word, holds) in [
        ("file", "-INT", "nothing of 2.sql was applied; before it, this run applied 1"),
        ("none", "-TERM", "1 of 2 statements of 2.sql were applied and stay; before it, this run applied 1"),
    ] {
        on_every_database("an interrupted run", |database| async move {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path();
            let args =
                ["migrate", "apply", "--tx-mode", mode, "--lock-timeout", "30s", "--url", &database.url];
            let run = at_a_long_statement(&database, path, &args).await;
            let start = Instant::now();
            signal(&run, word);
            let output = run.wait_with_output().unwrap();
            assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
            let (out, err) =
                (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert_eq!(output.status.code(), Some(1), "{out}{err}");
            let says = |text: &str| assert!(err.contains(text), "{}: {text}\n{out}{err}", database.url);
            says("Error: interrupted\n  at 2.sql:2: ");
            says(holds);
            says("help: `ent migrate apply` goes on from there");
            assert!(out.contains("-- migrating version 2") && out.contains("-----"), "{out}");
            std::fs::write(
                path.join("migrations/2.sql"),
                "INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\n",
            )
            .unwrap();
            assert!(ent(path, &["migrate", "hash"]).wait().unwrap().success());
            let output = ent(path, &args).wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            database.must_count("a", 2).await;
        })
        .await;
    }
}

/// What runs on many databases stops on each of them.
#[tokio::test]
async fn runs_on_many_databases_are_interrupted_together() {
    on_every_database("interrupted runs", |database| async move {
        if database.url.starts_with("sqlite") {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let other = format!("sqlite://{}", path.join("other.db").display());
        let args = [
            "migrate",
            "apply",
            "--jobs",
            "1",
            "--lock-timeout",
            "30s",
            "--url",
            &database.url,
            "--url",
            &other,
        ];
        let run = at_a_long_statement(&database, path, &args).await;
        let start = Instant::now();
        signal(&run, "-INT");
        let output = run.wait_with_output().unwrap();
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.contains("failed     ") && err.contains("not begun  sqlite://"), "{err}");
        assert!(err.contains("nothing of 2.sql was applied"), "{err}");
    })
    .await;
}

/// Of a `SELECT` nobody knows what it did: the error says how to go on, and either way leads on.
#[tokio::test]
async fn a_run_that_is_killed_at_a_select_goes_on_when_somebody_has_looked() {
    on_every_database("killed at a select", |database| async move {
        let slow = match database.url.split(':').next() {
            Some("postgres") => "SELECT pg_sleep(2);",
            Some("sqlite") => {
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT count(*) FROM n;"
            }
            _ => "SELECT sleep(2);",
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let dir = path.join("migrations");
        std::fs::create_dir(&dir).unwrap();
        std::fs::write(dir.join("1.sql"), format!("CREATE TABLE a (id int);\n{slow}\nCREATE TABLE b (id int);\n"))
            .unwrap();
        assert!(ent(path, &["migrate", "hash"]).wait().unwrap().success());
        let args = ["migrate", "apply", "--tx-mode", "none", "--lock-timeout", "20s", "--url", &database.url];
        let mut run = ent(path, &args);
        while !database.tables().await.iter().any(|table| table == "a") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        run.kill().unwrap();
        assert!(!run.wait().unwrap().success());
        let plain = ["migrate", "apply", "--lock-timeout", "20s", "--url", &database.url];
        let output = ent(path, &plain).wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.starts_with("Error: 1.sql:2: a run was cut off at this statement"), "{said}");
        assert!(said.contains("`ent migrate apply --in-doubt took-hold` goes on after it"), "{said}");
        let answered = [&plain[..], &["--in-doubt", "took-hold"]].concat();
        assert!(ent(path, &answered).wait().unwrap().success());
        assert!(database.tables().await.iter().any(|table| table == "b"));
    })
    .await;
}
