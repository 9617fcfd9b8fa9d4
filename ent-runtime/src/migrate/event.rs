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
    /// A statement is about to run, with its delimiter as it stands in the file.
    Statement(&'a str),
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
