//! A disk that is full: SQLite's file can't grow any more in the middle of a run.

use std::path::Path;
use std::process::{Command, Output};

use ent_runtime::Pool;

/// Rows that a file adds, of a kilobyte each.
const ROWS: usize = 600;

fn write_files(folder: &Path) {
    let dir = folder.join("migrations");
    std::fs::create_dir(&dir).unwrap();
    let write = |name: &str, sql: &str| std::fs::write(dir.join(name), sql).unwrap();
    write("1_small.sql", "CREATE TABLE small (n int NOT NULL);\nINSERT INTO small VALUES (1);\n");
    let numbers =
        format!("WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < {ROWS})");
    write(
        "2_big.sql",
        &format!(
            "CREATE TABLE big (n int PRIMARY KEY, filler text);\nINSERT INTO small VALUES (2);\n\
             INSERT INTO big {numbers} SELECT n, hex(zeroblob(512)) FROM r;\nCREATE INDEX big_filler ON big (filler);\n"
        ),
    );
    write(
        "3_count.sql",
        &format!(
            "CREATE TABLE total (n int CHECK (n = {}));\n\
             INSERT INTO total SELECT (SELECT count(*) FROM small) + (SELECT count(*) FROM big);\n",
            ROWS + 2
        ),
    );
}

/// Runs `ent` where no file may grow beyond so many kilobytes.
fn ent(folder: &Path, kilobytes: Option<usize>, args: &[&str]) -> Output {
    let limit = kilobytes.map(|kilobytes| format!("ulimit -f {}; ", kilobytes * 2)).unwrap_or_default();
    // Whoever does not ignore the signal is ended by it.
    let script = format!("trap '' XFSZ; {limit}exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(env!("CARGO_BIN_EXE_ent")).args(args).current_dir(folder);
    command.output().unwrap()
}

async fn a_full_disk_stops_a_run_that_goes_on_later(mode: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    write_files(path);
    assert!(ent(path, None, &["migrate", "hash"]).status.success());
    let apply = ["migrate", "apply", "--url", "sqlite://test.db", "--tx-mode", mode];
    for _ in 0..2 {
        let full = ent(path, Some(300), &apply);
        let said = String::from_utf8_lossy(&full.stderr);
        assert!(!full.status.success(), "{mode}: there was room enough");
        assert!(said.contains("2_big.sql") || mode == "all", "{mode}: {said}");
        assert!(said.contains("disk"), "{mode}: {said}");
    }
    let done = ent(path, None, &apply);
    assert!(done.status.success(), "{mode}: {}", String::from_utf8_lossy(&done.stderr));
    let pool = Pool::connect(&format!("sqlite://{}", path.join("test.db").display())).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    let counts = "SELECT (SELECT group_concat(n) FROM small) || ' ' || (SELECT count(*) FROM big)";
    assert_eq!(connection.texts(counts).await.unwrap(), [format!("1,2 {ROWS}")], "{mode}");
    assert_eq!(connection.texts("PRAGMA integrity_check").await.unwrap(), ["ok"], "{mode}");
}

#[tokio::test]
async fn in_a_transaction_for_each_file() {
    a_full_disk_stops_a_run_that_goes_on_later("file").await;
}

#[tokio::test]
async fn in_one_transaction_for_all_files() {
    a_full_disk_stops_a_run_that_goes_on_later("all").await;
}

#[tokio::test]
async fn without_transactions() {
    a_full_disk_stops_a_run_that_goes_on_later("none").await;
}
