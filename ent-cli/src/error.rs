use std::path::PathBuf;

use ent_engine::author::AuthorError;
use ent_engine::dialect::ParseFlavorError;
use ent_engine::diff::{AnswerError, PatternError};
use ent_engine::dir::DirError;
use ent_engine::plan::PlanError;
use ent_engine::replay::ReplayError;

/// Error of a command.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// A migration directory.
    #[error(transparent)]
    Dir(#[from] DirError),
    /// A migration.
    #[error(transparent)]
    Author(#[from] AuthorError),
    /// The name of a database.
    #[error(transparent)]
    Flavor(#[from] ParseFlavorError),
    /// A database.
    #[error(transparent)]
    Runtime(#[from] ent_runtime::Error),
    /// SQL files that can't be replayed.
    #[error("{0}")]
    Replay(Box<ReplayError>),
    /// Changes that can't be planned.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// A pattern of `--exclude`.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// What was said of a change.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// Nobody says which database the files at a URL are for.
    #[error(
        "which database is {0} for? Say it with --dialect postgres|mysql|mariadb|sqlite, with its version if it matters: postgres:15"
    )]
    NoDialect(String),
    /// The file system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// Somebody pressed Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// Anything else, told in full.
    #[error("{0}")]
    Other(String),
}
