use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Write as _};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use ent_servers::{Durability, Server, Servers};

use crate::command::{TestArguments, WithServers};
use crate::tally::Tally;
use crate::{root, servers};

/// Runs the workspace's tests, with servers unless told otherwise, and says which servers they had.
pub(crate) fn run(arguments: &TestArguments) -> ExitCode {
    let running = match arguments.servers {
        WithServers::All => Some(servers::start(Durability::ThrownAway)),
        WithServers::None => None,
    };
    let summary = match &running {
        Some(running) => servers::summary(running, "servers: "),
        None => vec!["servers: all SKIPPED: --no-servers".to_owned()],
    };
    for line in &summary {
        eprintln!("{line}");
    }
    let missing = running.as_ref().map(servers::missing_in_ci).unwrap_or_default();
    if !missing.is_empty() {
        for kind in missing {
            eprintln!("error: CI is set, and there is no {kind}");
        }
        return ExitCode::FAILURE;
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.arg("test").current_dir(root());
    if !names_package(&arguments.cargo) {
        command.arg("--workspace");
    }
    // One run tells all that is wrong.
    command.args(["--all-features", "--no-fail-fast"]).args(&arguments.cargo);
    servers::set_variables(&mut command, running.as_ref());
    let mut tally = Tally::default();
    let status = match io::stdout().is_terminal() {
        true => command.status(),
        false => run_counted(&mut command, &mut tally),
    };
    let code = servers::exit_code("cargo test", status);
    for (kind, outcome) in running.iter().flat_map(Servers::iter) {
        if let Some(words) = outcome.ok().and_then(Server::last_words) {
            eprintln!("error: {kind} does not answer after the tests: {words}");
        }
    }
    // Again at the end, where people look.
    for line in &summary {
        eprintln!("{line}");
    }
    if tally != Tally::default() {
        println!("tests: {tally}");
    }
    code
}

/// Runs `cargo test`, passing on what it prints and counting the tests in it. Not for a terminal,
/// which the test harness prints to in colours.
fn run_counted(command: &mut Command, tally: &mut Tally) -> io::Result<ExitStatus> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    if let Some(stdout) = child.stdout.take() {
        let mut out = io::stdout();
        for line in BufReader::new(stdout).split(b'\n') {
            let mut line = line?;
            tally.add(&String::from_utf8_lossy(&line));
            line.push(b'\n');
            // Whoever reads us may have gone; the tests go on all the same.
            let _ = out.write_all(&line);
        }
    }
    child.wait()
}

/// Whether cargo is told itself which packages to test.
fn names_package(cargo: &[String]) -> bool {
    let before = cargo.iter().take_while(|word| *word != "--");
    before.into_iter().any(|word| {
        word == "--package"
            || word.starts_with("--package=")
            || word == "--manifest-path"
            || (word.starts_with("-p") && !word.starts_with("--"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_package_replaces_the_workspace() {
        let cases = [
            ("-p ent-engine", true),
            ("-pent-engine diff", true),
            ("--package=x", true),
            ("diff", false),
            ("diff -- -p", false),
            ("--profile x", false),
        ];
        for (line, expected) in cases {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            assert_eq!(names_package(&words), expected, "{line}");
        }
    }
}
