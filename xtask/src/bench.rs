//! What ent costs those who use it: in the build script, and in the compiler.

mod cost;
mod sample;

use std::path::Path;
use std::process::{Command, ExitCode};

use cost::Cost;
use ent_servers::Durability;
use sample::Sample;

/// Entities of the crate that is compiled.
const ENTITIES: usize = 100;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The build helper and what it stands on, optimised (`cargo bench`).
    Helper,
    /// Inspection of real servers, which takes long.
    Inspect,
    /// Applying a directory to real servers, which sync what they commit.
    Apply,
    /// What the compiler has to do.
    Compile,
}

/// Runs the benchmarks: what a user of `ent` waits for, or the part that is asked for. CPU seconds are those of all
/// processes that a step started, user and system apart from each other.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let parts: &[Part] = match arguments.first().map(String::as_str) {
        None => &[Part::Helper, Part::Compile],
        Some("helper") => &[Part::Helper],
        Some("compile") => &[Part::Compile],
        Some("inspect") => &[Part::Inspect],
        Some("apply") => &[Part::Apply],
        Some(word) => {
            eprintln!("error: no benchmark {word:?}: helper, compile, inspect or apply");
            return ExitCode::FAILURE;
        }
    };
    for part in parts {
        let measured = match part {
            Part::Helper => helper(),
            Part::Compile => compile(),
            Part::Inspect => return on_servers("inspect", Durability::ThrownAway),
            Part::Apply => return on_servers("apply", Durability::Synced),
        };
        if let Err(error) = measured {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Runs a benchmark that wants servers, with them.
fn on_servers(bench: &str, durability: Durability) -> ExitCode {
    let command = format!("cargo bench --quiet --package ent-benches --bench {bench}");
    let words: Vec<String> = command.split(' ').map(str::to_owned).collect();
    crate::servers::run(Some(&words), durability)
}

fn helper() -> Result<(), String> {
    println!("== the build helper (optimised)");
    run_cargo(
        Path::new("."),
        &["bench", "--quiet", "--package", "ent-benches", "--bench", "build_script", "--bench", "replay"],
    )
}

fn compile() -> Result<(), String> {
    println!("== a clean build of ent-build and all it depends on");
    let clean = Path::new("target/bench/ent-build");
    remove(clean)?;
    let target = clean.display().to_string();
    let cost = Cost::of(|| {
        run_cargo(Path::new("."), &["build", "--quiet", "--package", "ent-build", "--target-dir", &target])
    })?;
    println!("{cost}");

    println!("== a crate of {ENTITIES} entities (8 columns, 2 indexes, 1 to 2 foreign keys each)");
    let sample = Sample::create(ENTITIES)?;
    sample.build()?;
    sample.clean()?;
    println!("{:<38}{}", "clean crate, dependencies built:", Cost::of(|| sample.build())?);
    sample.touch()?;
    println!("{:<38}{}", "one file touched:", Cost::of(|| sample.build())?);
    sample.add_field()?;
    println!("{:<38}{}", "one field added, migration written:", Cost::of(|| sample.build())?);
    println!("{:<38}{}", "nothing to do:", Cost::of(|| sample.build())?);
    // Last, as dependencies are built anew for it, and would be for what comes after it.
    sample.touch()?;
    println!("expanded, as rustc prints it: {} bytes per entity", sample.expanded_bytes()? / ENTITIES);
    Ok(())
}

/// Runs cargo in `folder`, as on a developer's machine.
fn run_cargo(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let status = cargo(folder, arguments).status().map_err(|error| format!("cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("cargo {} failed", arguments.join(" "))) }
}

/// Cargo in `folder`, without what this process was told by its own cargo.
fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(folder).env_remove("CI").env_remove("ENT_MIGRATE");
    command
}

fn remove(folder: &Path) -> Result<(), String> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}
