//! Replays one SQL file and prints the schema that it makes: `replay schema inspect --url file://F.sql --dialect D`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line program")]

use std::process::ExitCode;

use ent_engine::dialect::{self, Flavor};
use ent_engine::plan::{PlanOptions, print};
use ent_engine::replay::{Replay, ReplayOptions};

fn main() -> ExitCode {
    match run() {
        Ok(sql) => {
            print!("{sql}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let args: Vec<String> = std::env::args().collect();
    let value = |flag: &str| args.iter().position(|arg| arg == flag).and_then(|at| args.get(at + 1));
    let path =
        value("--url").and_then(|url| url.strip_prefix("file://")).ok_or("--url file://FILE is missing")?;
    let flavor: Flavor =
        value("--dialect").ok_or("--dialect is missing")?.parse().map_err(|error| format!("{error}"))?;
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let text = String::from_utf8_lossy(&bytes);
    let dialect = dialect::of(flavor);
    let mut replay = Replay::new(dialect.as_ref(), &ReplayOptions::default());
    replay.run(path, &text).map_err(|error| error.to_string())?;
    let realm = replay.into_realm();
    if value("--format").is_some_and(|format| format.contains("debug")) {
        return Ok(format!("{realm:#?}\n"));
    }
    let plan = print(dialect.as_ref(), &realm, &PlanOptions::default()).map_err(|error| error.to_string())?;
    Ok(ent_engine::plan::script(dialect.as_ref(), &plan))
}
