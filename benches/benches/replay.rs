//! What the replay of a history costs, beside what sqlparser takes only to parse the same text; and what it costs to
//! take it from a snapshot.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::time::{Duration, Instant};

use ent_benches::{Product, history, tables};
use ent_engine::dialect::{Dialect, DialectName, Flavor, of};
use ent_engine::replay::{Replay, ReplayOptions};
use sqlparser::dialect::{MySqlDialect, PostgreSqlDialect, SQLiteDialect};
use sqlparser::parser::Parser;

/// The best of so many runs counts: what is slower was disturbed.
const RUNS: usize = 5;

/// Times that a snapshot is taken up in one run.
const TIMES: u32 = 20;

fn main() {
    println!(
        "{:<12}{:<44}{:>10}{:>10}{:>8}{:>14}",
        "replay", "", "replayed", "parsed", "ratio", "from snapshot"
    );
    for product in Product::ALL {
        measure(product, "1,000 CREATE TABLEs, 2,000 indexes", &tables(product, 1000));
        let (text, count) = history(product, 5000);
        measure(product, &format!("a history of {count} statements"), &text);
        let (text, count) = history(product, 20_000);
        measure(product, &format!("a history of {count} statements"), &text);
    }
}

fn measure(product: Product, what: &str, text: &str) {
    let dialect = dialect(product);
    let replayed = best(|| {
        let mut replay = Replay::new(&*dialect, &ReplayOptions::default());
        if let Err(error) = replay.run("history.sql", text) {
            panic!("{error}");
        }
        replay.into_realm()
    });
    let mut replay = Replay::new(&*dialect, &ReplayOptions::default());
    replay.run("history.sql", text).expect("a history that replays");
    let kept = replay.snapshot();
    // Short beside the tick of some clocks.
    let resume = |_| Replay::resume(&*dialect, &kept).map(Replay::into_realm);
    let resumed = best(|| (0..TIMES).map(resume).collect::<Vec<_>>()) / TIMES;
    let parsed = best(|| parse(product, text));
    let ratio = replayed.as_secs_f64() / parsed.as_secs_f64();
    println!(
        "{:<12}{what:<44}{:>10}{:>10}{ratio:>7.2}x{:>14}",
        format!("{product:?}"),
        millis(replayed),
        millis(parsed),
        millis(resumed)
    );
}

fn dialect(product: Product) -> Box<dyn Dialect> {
    let name = match product {
        Product::Sqlite => DialectName::Sqlite,
        Product::Postgres => DialectName::Postgres,
        Product::Mysql => DialectName::Mysql,
    };
    of(Flavor::new(name))
}

fn parse(product: Product, text: &str) -> Vec<sqlparser::ast::Statement> {
    let parsed = match product {
        Product::Sqlite => Parser::parse_sql(&SQLiteDialect {}, text),
        Product::Postgres => Parser::parse_sql(&PostgreSqlDialect {}, text),
        Product::Mysql => Parser::parse_sql(&MySqlDialect {}, text),
    };
    match parsed {
        Ok(statements) => statements,
        Err(error) => panic!("{error}"),
    }
}

/// The shortest time of several runs.
fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let times = (0..RUNS).map(|_| {
        let start = Clock::start();
        let made = run();
        let took = start.elapsed();
        drop(made);
        took
    });
    times.min().unwrap_or_default()
}

/// Time on the processor where the system tells it (Linux), which other programs don't lengthen; else time on the wall.
struct Clock {
    wall: Instant,
    processor: Option<Duration>,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), processor: Self::processor() }
    }

    fn elapsed(&self) -> Duration {
        match (self.processor, Self::processor()) {
            (Some(start), Some(now)) => now - start,
            _ => self.wall.elapsed(),
        }
    }

    /// What this thread has had of the processor (`proc(5)`, `schedstat`).
    fn processor() -> Option<Duration> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(Duration::from_nanos(text.split_whitespace().next()?.parse().ok()?))
    }
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
