use std::path::PathBuf;

use super::SumError;

/// Error about a migration directory.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DirError {
    /// The file system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried, such as `read`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The directory and its sum file disagree.
    #[error(transparent)]
    Sum(#[from] SumError),
    /// A file breaks the rules of its format.
    #[error("{file}:{line}: {message}")]
    Format {
        /// Path below the directory.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A file is not text.
    #[error("{file} is not UTF-8 text (byte {offset})")]
    NotText {
        /// Path below the directory.
        file: String,
        /// Offset of the first bad byte.
        offset: usize,
    },
    /// Two migrations have the same version.
    #[error("{first} and {second} have the same version, {version}")]
    SameVersion {
        /// The version.
        version: String,
        /// One file.
        first: String,
        /// The other.
        second: String,
    },
    /// A file would have been overwritten.
    #[error("{} exists already; a file that is there is never overwritten", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Not a format that we know.
    #[error("unknown dir format \"{0}\"")]
    UnknownFormat(String),
}

impl DirError {
    /// The file system's refusal to do `action` to `path`.
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::Io { action, path: path.into(), source }
    }
}
