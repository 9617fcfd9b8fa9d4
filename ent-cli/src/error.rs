use std::path::PathBuf;

use ent_engine::author::AuthorError;
use ent_engine::dialect::ParseFlavorError;
use ent_engine::dir::DirError;

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
    /// Anything else, told in full.
    #[error("{0}")]
    Other(String),
}
