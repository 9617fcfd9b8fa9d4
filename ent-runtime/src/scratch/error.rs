use ent_engine::sql::SplitError;

use crate::error::Said;

/// What keeps a database from being lent, or from telling what SQL makes of it.
#[derive(Debug, thiserror::Error)]
pub enum ScratchError {
    /// Something is in the database.
    #[error(
        "connected database is not clean: found {found}. SQL is only tried out in an empty database, as all that is in \
         it is dropped afterwards"
    )]
    NotClean {
        /// What was found: `table "users"`.
        found: String,
    },
    /// The connection is to no schema.
    #[error("the schema of the connection does not exist")]
    NoSchema,
    /// A file that is not SQL.
    #[error("{file}:{source}")]
    Split {
        /// The file.
        file: String,
        /// Where and why.
        source: SplitError,
    },
    /// A command to a command-line client, on which the schema may depend.
    #[error("{file}:{line}: `{command}` is a command to a client, which no server runs")]
    ClientCommand {
        /// The file.
        file: String,
        /// Its line, from 1.
        line: usize,
        /// The command.
        command: String,
    },
    /// A statement that the database refused.
    #[error("{file}:{line}: executing statement {sql:?}: {}", Said(source))]
    Statement {
        /// The file.
        file: String,
        /// Line of the statement, from 1.
        line: usize,
        /// The statement.
        sql: String,
        /// The server's words.
        source: sqlx::Error,
    },
}
