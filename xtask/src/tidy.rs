use std::path::Path;
use std::process::ExitCode;

/// Checks the invariants of the source tree.
pub(crate) fn run(_root: &Path) -> ExitCode {
    ExitCode::SUCCESS
}
