//! `cargo xtask`: what a developer of this workspace runs. `cargo xtask help` lists it.
#![allow(clippy::print_stdout, clippy::print_stderr)] // Printing is what a command is for.

mod bench;
mod command;
mod servers;
mod tally;
mod test;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ent_servers::Durability;

use command::{Command, HELP};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = match Command::parse(&arguments) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("error: {error}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match command {
        Command::Help => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        Command::Test(arguments) => test::run(&arguments),
        Command::Servers(command) => servers::run(command.as_deref(), Durability::ThrownAway),
        Command::Tidy => tidy::run(&root()),
        Command::Ci => ci(),
        Command::Bench(arguments) => bench::run(&arguments),
    }
}

/// The workspace's folder: the one that cargo runs us for, which may not be where we were compiled.
fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = here.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    here.parent().map(Path::to_owned).unwrap_or(here)
}

fn ci() -> ExitCode {
    let status = std::process::Command::new("bash").arg(".ci/run").current_dir(root()).status();
    servers::exit_code("bash .ci/run", status)
}
