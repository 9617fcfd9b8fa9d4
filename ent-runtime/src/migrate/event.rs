use std::time::Duration;

use ent_engine::dir::Migration;

/// What a run tells while it goes on, for somebody to print.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The files that are about to run; not told where there is none.
    Start {
        /// The version that the database is at.
        current: Option<&'a str>,
        /// The files.
        files: &'a [&'a Migration],
    },
    /// A file begins.
    File(&'a Migration),
    /// Versions are about to be reverted; not told where there is none.
    Reverting {
        /// The version that the database is at.
        current: &'a str,
        /// The version that it is to be at then, if any is left.
        target: Option<&'a str>,
        /// How many versions.
        count: usize,
    },
    /// The checks before the way down from a version begin: statements that tell whether data would be lost.
    Checks {
        /// The version.
        version: &'a str,
    },
    /// The way down from a version begins.
    Revert {
        /// The version.
        version: &'a str,
    },
    /// A statement of the version changed rows, with its delimiter; the way down, which no file tells, leaves them as they are.
    Stays(&'a str),
    /// A statement is about to run, with its delimiter as it stands in the file.
    Statement(&'a str),
    /// The statement that comes next took hold in a run that was cut off before it could say so; it does not run again.
    Held(&'a str),
    /// No statement was in doubt: what was said for one (`in_doubt`) was not needed.
    NothingInDoubt,
    /// The file is applied.
    Done {
        /// How long its statements took.
        elapsed: Duration,
    },
    /// The server refused the statement that was told last.
    Failed {
        /// The server's words.
        error: &'a str,
    },
}

/// Whoever listens to a run.
pub(super) type Listener<'a> = Box<dyn FnMut(Event<'_>) + Send + 'a>;
