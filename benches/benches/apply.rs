//! What applying a directory costs, beside a bare loop of the same statements: one message for each, and nothing written
//! down. Where a transaction holds DDL there is a second loop, with a transaction for each file, as applying has: each
//! statement by itself is synced by itself. What a run does once, as taking its lock and making its table, counts with it.
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
/// Times that each way is taken, in turns. What counts is the median of what one takes beside the other of the same turn:
/// how quick a disk is changes by the minute.
const TURNS: usize = 15;

const KINDS: [(&str, Option<&str>, &[Way]); 4] = [
    ("PostgreSQL", Some("ENT_TEST_POSTGRES_URL"), &[Way::Apply, Way::Alone, Way::Files]),
    ("MariaDB", Some("ENT_TEST_MARIADB_URL"), &[Way::Apply, Way::Alone]),
    ("MySQL", Some("ENT_TEST_MYSQL_URL"), &[Way::Apply, Way::Alone]),
    ("SQLite", None, &[Way::Apply, Way::Alone, Way::Files]),
];

/// How the statements are run.
#[derive(Clone, Copy)]
enum Way {
    /// By a migrator.
    Apply,
    /// One by one.
    Alone,
    /// One by one, in a transaction for each file.
    Files,
}

impl Way {
    const fn name(self) -> &'static str {
        match self {
            Self::Apply => "apply",
            Self::Alone => "a bare loop",
            Self::Files => "one with transactions",
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for (name, variable, ways) in KINDS {
        if let Err(reason) = measure(name, variable, ways).await {
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

async fn measure(name: &str, variable: Option<&str>, ways: &[Way]) -> Result<(), String> {
    let files = statements();
    let add = files.iter().enumerate();
    let add = add.map(|(n, sql)| File::new(format!("{n:04}_step.sql"), sql.join(";\n") + ";\n")).collect();
    let dir = Dir::new(Format::Atlas, Vec::new()).edited(&Edit { add, remove: Vec::new() });
    let mut times = vec![Vec::new(); ways.len()];
    for turn in 0..TURNS {
        for place in 0..ways.len() {
            // Each is the first in its turn: a server slows down a little with every database that it had.
            let (at, number) = ((turn + place) % ways.len(), turn * ways.len() + place);
            let work = async |pool: &Pool| run_by(ways[at], pool, &dir, &files).await;
            times[at].push(in_a_database(variable, number, work).await?.as_secs_f64() * 1000.0);
        }
    }
    let [ours, others @ ..] = &*times else { return Ok(()) };
    print!(
        "{name:<11}{} statements in {FILES} files: apply {:.0} ms",
        FILES * 5,
        median(ours.iter().copied())
    );
    for (way, times) in ways.iter().skip(1).zip(others) {
        let ratio = median(ours.iter().zip(times).map(|(ours, time)| ours / time));
        let time = median(times.iter().copied());
        print!(", {} {time:.0} ms ({:+.1} %)", way.name(), (ratio - 1.0) * 100.0);
    }
    println!();
    Ok(())
}

async fn run_by(way: Way, pool: &Pool, dir: &Dir, files: &[Vec<String>]) -> Result<(), String> {
    match way {
        Way::Apply => apply(pool, dir).await,
        Way::Alone => by_hand(pool, files, None).await,
        Way::Files => by_hand(pool, files, Some(("BEGIN", "COMMIT"))).await,
    }
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

/// The statements one by one, `around` each file what is given.
async fn by_hand(pool: &Pool, files: &[Vec<String>], around: Option<(&str, &str)>) -> Result<(), String> {
    let mut connection = pool.acquire().await.map_err(|error| error.to_string())?;
    let (begin, commit) = around.unzip();
    for file in files {
        for sql in begin.into_iter().chain(file.iter().map(String::as_str)).chain(commit) {
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
