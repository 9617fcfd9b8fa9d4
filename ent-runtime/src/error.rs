use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;

use crate::graph::Diagnostics;
use crate::migrate::{FailedStatement, MigrateError};
use crate::scratch::ScratchError;

/// Result of the runtime.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong at run time. No message shows a password.
///
/// Its `Debug` form is the message, too: that is what a `main` which returns an error prints.
#[derive(thiserror::Error)]
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
    #[error("cannot connect to {url}: {}", Said(source))]
    Connect {
        /// The URL, its secrets masked.
        url: String,
        /// The driver's words.
        source: sqlx::Error,
    },
    /// A statement that we run on our own account failed.
    #[error("{doing}: {}", Said(source))]
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
    /// A text that is not that of a declaration.
    #[error("a declaration can't be read: {0}")]
    Declaration(ent_schema::wire::WireError),
    /// Declarations do not fit together.
    #[error("the entities do not fit together:\n{0}")]
    Graph(Diagnostics),
    /// The database can't do what the entities ask for.
    #[error("the database cannot hold the entities:\n{0}")]
    Lower(Diagnostics),
    /// Drops that may be renames: somebody must say which.
    #[error("{}\nNothing was changed", questions.join("\n"))]
    LooksRenamed {
        /// Each drop and add, with the attributes that answer.
        questions: Vec<String>,
    },
    /// Changes that can't be planned.
    #[error(transparent)]
    Plan(#[from] ent_engine::plan::PlanError),
    /// Nothing to do, where that is an error.
    #[error("no plan for matched states: nothing differs")]
    NoPlan,
    /// A migration directory can't be replayed.
    #[error(transparent)]
    Replay(#[from] ent_engine::replay::ReplayError),
    /// A statement of a plan failed.
    #[error("{comment}: {}\n  statement: {sql}", Said(source))]
    Statement {
        /// What it was to do.
        comment: String,
        /// The statement.
        sql: String,
        /// The server's words.
        source: sqlx::Error,
    },
    /// A writer refused.
    #[error("cannot write the statements: {0}")]
    Output(std::io::Error),
    /// A hook refused.
    #[error("{0}")]
    Hook(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A migration directory can't be applied.
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    /// A database that can't be lent, or that refuses what is tried out in it.
    #[error(transparent)]
    Scratch(Box<ScratchError>),
    /// A transaction would leave rows that SQLite's foreign keys do not allow.
    #[error("the foreign keys of these rows lead nowhere: {rows}. The transaction was rolled back")]
    ForeignKeys {
        /// Table and number of each row, and the table that it should lead to.
        rows: String,
    },
    /// A file can't be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
}

/// The words of the database, where it is that which refuses, else the driver's.
///
/// The driver's own text of PostgreSQL's errors names a line of the server's source, and leaves out the detail.
pub(crate) struct Said<'a>(pub(crate) &'a sqlx::Error);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = match self.0 {
            sqlx::Error::Database(error) => error,
            // Our own words.
            sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::Interrupted => return error.fmt(f),
            other => return other.fmt(f),
        };
        #[cfg(feature = "postgres")]
        if let Some(error) = error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
            write!(f, "{} (SQLSTATE {})", error.message(), error.code())?;
            for (what, text) in [("detail", error.detail()), ("hint", error.hint())] {
                if let Some(text) = text {
                    write!(f, "\n  {what}: {text}")?;
                }
            }
            return Ok(());
        }
        error.fmt(f)
    }
}

/// The database's number of an error: a SQLSTATE, or a result code of SQLite.
pub(crate) fn code(error: &sqlx::Error) -> Option<String> {
    error.as_database_error()?.code().map(Cow::into_owned)
}

/// What MySQL and MariaDB call that a user may not do something, or that nobody may write.
#[cfg(feature = "mysql")]
const DENIED: [u16; 9] = [1044, 1142, 1143, 1227, 1290, 1370, 1419, 1792, 1836];

/// Whether the database refused because of who asked, or because it takes no writes: another statement would not help.
pub(crate) fn is_denied(error: &sqlx::Error) -> bool {
    let Some(refused) = error.as_database_error() else { return false };
    #[cfg(feature = "mysql")]
    if let Some(refused) = refused.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
        return DENIED.contains(&refused.number());
    }
    // Insufficient privilege and a transaction that is read only; SQLite's SQLITE_READONLY.
    matches!(refused.code().as_deref(), Some("42501" | "25006" | "8"))
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error {
    /// The number of what the database refused: a SQLSTATE, on SQLite a result code. It is the same in whatever language the
    /// words are.
    pub fn code(&self) -> Option<String> {
        match self {
            Self::Connect { source, .. } | Self::Sql { source, .. } | Self::Statement { source, .. } => {
                code(source)
            }
            Self::Migrate(MigrateError::Statement(failed)) => failed.code(),
            Self::Scratch(error) => match error.as_ref() {
                ScratchError::Statement { source, .. } => code(source),
                _ => None,
            },
            _ => None,
        }
    }

    /// The statement of a migration that failed, if that is what went wrong.
    pub(crate) fn failed_statement(&mut self) -> Option<&mut FailedStatement> {
        match self {
            Self::Migrate(MigrateError::Statement(failed)) => Some(failed),
            _ => None,
        }
    }

    /// `source` met while `doing` something.
    pub(crate) fn sql(doing: impl Into<String>, source: sqlx::Error) -> Self {
        Self::Sql { doing: doing.into(), source }
    }
}

impl From<ScratchError> for Error {
    fn from(error: ScratchError) -> Self {
        Self::Scratch(Box::new(error))
    }
}
