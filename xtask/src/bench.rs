use std::process::ExitCode;

/// Runs the benchmarks.
pub(crate) fn run(_arguments: &[String]) -> ExitCode {
    eprintln!("error: there are no benchmarks yet");
    ExitCode::FAILURE
}
