use std::path::PathBuf;

/// Result of the runtime.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong at run time. No message shows a password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A URL that can't be read.
    #[error("`{url}` is not the URL of a database: {reason}")]
    Url {
        /// The URL, its secrets masked.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The driver for a URL was not compiled in.
    #[error("no driver for `{url}`: turn on the feature `{feature}` of ent-runtime")]
    NoDriver {
        /// The URL, its secrets masked.
        url: String,
        /// The feature to turn on.
        feature: &'static str,
    },
    /// The database can't be reached or refuses us.
    #[error("cannot connect to {url}: {source}")]
    Connect {
        /// The URL, its secrets masked.
        url: String,
        /// The driver's words.
        source: sqlx::Error,
    },
    /// A statement that we run on our own account failed.
    #[error("{doing}: {source}")]
    Sql {
        /// What it was for: `reading the tables`.
        doing: String,
        /// The driver's words.
        source: sqlx::Error,
    },
    /// The server answered something that we can't read.
    #[error("{doing}: column {column} of the answer is not {expected}")]
    Answer {
        /// What the question was for.
        doing: String,
        /// Position of the column, from 1.
        column: usize,
        /// What we expected there.
        expected: &'static str,
    },
    /// The server's version can't be read.
    #[error("cannot tell the version of the server")]
    Version(#[from] ent_engine::dialect::ParseFlavorError),
    /// A file can't be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
}

impl Error {
    /// `source` met while `doing` something.
    pub(crate) fn sql(doing: impl Into<String>, source: sqlx::Error) -> Self {
        Self::Sql { doing: doing.into(), source }
    }
}
