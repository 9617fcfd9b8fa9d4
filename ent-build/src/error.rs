use std::path::PathBuf;

use ent_engine::dir::DirError;

/// Error of a build.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BuildError {
    /// `ent.toml` can't be read as options.
    #[error("{}: {message}", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its line.
        message: String,
    },
    /// An option, or options together, make no sense.
    #[error("{0}")]
    Options(String),
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
    /// The migration directory.
    #[error(transparent)]
    Dir(#[from] DirError),
    /// Declarations that are wrong, each with its place.
    #[error("{}", list(.0))]
    Declarations(Vec<ent_schema::Diagnostic>),
    /// Anything else that keeps the next migration from being written, told in full.
    #[error("{0}")]
    Migration(String),
}

impl BuildError {
    /// The file system's refusal to do `action` to `path`.
    pub fn io(action: &'static str, path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::Io { action, path: path.into(), source }
    }
}

fn list(diagnostics: &[ent_schema::Diagnostic]) -> String {
    diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
