//! The `ent` command, also called as `cargo ent`.
//!
//! stdout is data, stderr is the rest; an error is told as `Error: ..` and ends with status 1.

mod answers;
mod args;
mod command;
mod error;
mod format;
mod interrupt;
mod json;
mod state;

use std::process::ExitCode;

use clap::Parser as _;

use args::Args;

/// Runs the command that the program was called with.
pub fn main() -> ExitCode {
    let args = Args::parse_from(args::without_cargo(std::env::args_os()));
    match command::run(args.command) {
        Ok(outcome) => outcome.tell(),
        Err(error) => command::Outcome::failed(format!("Error: {error}")).tell(),
    }
}
