//! What must hold for the source tree beyond what the compiler and clippy see.

mod crates;
mod manifests;
mod problem;
mod sources;

use std::path::Path;
use std::process::ExitCode;

use problem::Problem;

/// Checks the invariants of the source tree and prints each breach.
pub(crate) fn run(root: &Path) -> ExitCode {
    match problems(root) {
        Ok(problems) if problems.is_empty() => {
            println!("tidy: nothing to complain about");
            ExitCode::SUCCESS
        }
        Ok(problems) => {
            for problem in &problems {
                println!("{problem}");
            }
            println!("tidy: {} to put right", problems.len());
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn problems(root: &Path) -> Result<Vec<Problem>, String> {
    let members = crates::members(root)?;
    let mut problems = crates::check(root, &members)?;
    problems.extend(manifests::check(root, &members)?);
    problems.extend(sources::check(root)?);
    problems.sort();
    Ok(problems)
}
