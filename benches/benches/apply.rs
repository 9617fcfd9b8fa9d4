//! What applying a directory costs, beside a bare loop of the same statements: one message for each, a transaction for
//! each file where that holds DDL, and nothing written down. What a run does once, as taking its lock and making its table,
//! counts with it.
//!
//! Wants servers that sync what they commit, as those of users do: `cargo xtask bench apply` starts them, on disk. Where
//! nothing is synced, a statement of DDL on a small table costs the fifth of a millisecond and a row about it a fourth of
//! that. SQLite needs no server.

#![allow(clippy::print_stdout, reason = "a benchmark tells what it measured")]

use std::time::{Duration, Instant};

use ent_engine::dir::{Dir, Edit, File, Format};
use ent_runtime::{Migrator, Pool};

/// Files of the directory; each makes a table, fills it, changes it, and makes an index.
const FILES: usize = 100;
/// Rows that each table is filled with.
const ROWS: usize = 100;
/// Times that each is taken, in turns. What counts is the median of what one takes beside the other of the same turn: how
/// quick a disk is changes by the minute.
const TURNS: usize = 15;

const KINDS: [(&str, Option<&str>); 4] = [
    ("PostgreSQL", Some("ENT_TEST_POSTGRES_URL")),
    ("MariaDB", Some("ENT_TEST_MARIADB_URL")),
    ("MySQL", Some("ENT_TEST_MYSQL_URL")),
    ("SQLite", None),
];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for (name, variable) in KINDS {
        if let Err(reason) = measure(name, variable).await {
            println!("{name:<11}{reason}");
        }
    }
}

/// The statements of the files.
fn statements() -> Vec<Vec<String>> {
    let file = |n: usize| {
        let rows = (0..ROWS).map(|id| format!("({id}, 'user {id}', 'user-{id}@example.com', {id})"));
        let rows = rows.collect::<Vec<_>>().join(", ");
        vec![
            format!(
                "CREATE TABLE t{n} (id int PRIMARY KEY, name varchar(100) NOT NULL, email varchar(200), level int, \
                 note text, price decimal(10, 2), weight float, born date, seen timestamp NULL, \
                 kind varchar(20) NOT NULL DEFAULT 'plain')"
            ),
            format!("INSERT INTO t{n} (id, name, email, level) VALUES {rows}"),
            format!("ALTER TABLE t{n} ADD COLUMN place int"),
            format!("UPDATE t{n} SET place = level"),
            format!("CREATE INDEX t{n}_email ON t{n} (email)"),
        ]
    };
    (0..FILES).map(file).collect()
}

async fn measure(name: &str, variable: Option<&str>) -> Result<(), String> {
    let files = statements();
    let add = files.iter().enumerate();
    let add = add.map(|(n, sql)| File::new(format!("{n:04}_step.sql"), sql.join(";\n") + ";\n")).collect();
    let dir = Dir::new(Format::Atlas, Vec::new()).edited(&Edit { add, remove: Vec::new() });
    let (mut bare, mut ours) = (Vec::new(), Vec::new());
    for number in 0..TURNS * 2 {
        // Each is the first of every other turn: a server slows down a little with every database that it had.
        if (number + number / 2) % 2 == 0 {
            bare.push(in_a_database(variable, number, async |pool| by_hand(name, pool, &files).await).await?);
        } else {
            ours.push(in_a_database(variable, number, async |pool| apply(pool, &dir).await).await?);
        }
    }
    let ratio = median(bare.iter().zip(&ours).map(|(bare, ours)| ours.as_secs_f64() / bare.as_secs_f64()));
    let milliseconds = |times: &[Duration]| median(times.iter().map(|time| time.as_secs_f64() * 1000.0));
    println!(
        "{name:<11}{} statements in {FILES} files: a bare loop {:.0} ms, apply {:.0} ms ({:+.1} %)",
        FILES * 5,
        milliseconds(&bare),
        milliseconds(&ours),
        (ratio - 1.0) * 100.0
    );
    Ok(())
}

/// How long `work` takes in a database of its own.
async fn in_a_database(
    variable: Option<&str>,
    number: usize,
    work: impl AsyncFnOnce(&Pool) -> Result<(), String>,
) -> Result<Duration, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let name = format!("ent_bench_{}_{number}", std::process::id());
    let Some(variable) = variable else {
        let url = format!("sqlite://{}", folder.path().join("bench.db").display());
        return timed(&url, work).await;
    };
    let server = std::env::var(variable).map_err(|_| "no server".to_owned())?;
    let (base, _) = server.rsplit_once('/').ok_or("a URL without a database")?;
    let admin = Pool::connect(&server).await.map_err(|error| error.to_string())?;
    run(&admin, &format!("CREATE DATABASE {name}")).await?;
    let outcome = timed(&format!("{base}/{name}"), work).await;
    run(&admin, &format!("DROP DATABASE {name}")).await?;
    admin.close().await;
    outcome
}

async fn timed(url: &str, work: impl AsyncFnOnce(&Pool) -> Result<(), String>) -> Result<Duration, String> {
    let pool = Pool::connect(url).await.map_err(|error| error.to_string())?;
    let start = Instant::now();
    let outcome = work(&pool).await;
    let elapsed = start.elapsed();
    pool.close().await;
    outcome.map(|()| elapsed)
}

/// The statements one by one, a transaction for each file where that holds DDL.
async fn by_hand(name: &str, pool: &Pool, files: &[Vec<String>]) -> Result<(), String> {
    let mut connection = pool.acquire().await.map_err(|error| error.to_string())?;
    let is_atomic = matches!(name, "PostgreSQL" | "SQLite");
    for file in files {
        let (begin, commit) = if is_atomic { (Some("BEGIN"), Some("COMMIT")) } else { (None, None) };
        let statements = begin.into_iter().chain(file.iter().map(String::as_str)).chain(commit);
        for sql in statements {
            connection.execute(sql).await.map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

async fn apply(pool: &Pool, dir: &Dir) -> Result<(), String> {
    let applied = Migrator::new(pool, dir).apply().await.map_err(|error| error.to_string())?;
    assert_eq!(applied.files.len(), FILES);
    Ok(())
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

async fn run(pool: &Pool, sql: &str) -> Result<(), String> {
    let mut connection = pool.acquire().await.map_err(|error| error.to_string())?;
    connection.execute(sql).await.map_err(|error| error.to_string())
}
