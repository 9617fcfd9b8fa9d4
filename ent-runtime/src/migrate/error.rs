use ent_engine::author::AuthorError;
use ent_engine::dir::{DirError, Format};
use ent_engine::sql::SplitError;

use super::Direction;
use crate::error::Said;

/// What stands in the way of applying a migration directory.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// The directory can't be read, or its sum doesn't hold.
    #[error("the migration directory: {0}")]
    Dir(#[from] DirError),
    /// The directory has files, and none is a migration in the layout that it is taken to have.
    #[error(
        "the migration directory has no migration in the layout of {taken_for}, and has {file}, which is one of {format}: \
         say which layout it has"
    )]
    OtherLayout {
        /// The file.
        file: String,
        /// The layout that the directory is taken to have.
        taken_for: Format,
        /// The layout that its files tell.
        format: Format,
    },
    /// A file can't be split into statements.
    #[error("{file}:{source}")]
    Split {
        /// The file.
        file: String,
        /// Where and why.
        source: SplitError,
    },
    /// A directive of a file that means nothing.
    #[error("{file}: unknown txmode \"{mode}\"; expected \"file\" or \"none\"")]
    TxMode {
        /// The file.
        file: String,
        /// What it asks for.
        mode: String,
    },
    /// A file that wants no transaction, where one was asked for over all files.
    #[error("cannot set txmode directive to \"none\" in {file:?} when txmode \"all\" is set globally")]
    TxModeConflict {
        /// The file.
        file: String,
    },
    /// A version that the directory doesn't have.
    #[error("migration with version {0:?} not found")]
    UnknownVersion(String),
    /// SQLite has no schemas to keep the revisions table in.
    #[error("cannot store the revisions table in a separate schema ({0:?}) with SQLite")]
    NoSchemas(String),
    /// The connection is bound to a schema that is not there, so that nothing can be kept in it.
    #[error(
        "the connection is bound to the schema {0}, which does not exist. Make it first, or say where the revisions are \
         kept (--revisions-schema)"
    )]
    NoConnectedSchema(String),
    /// A statement that only a command-line client understands.
    #[error("{file}:{line}: `{statement}` is a command to a client, which no server runs")]
    ClientCommand {
        /// The file.
        file: String,
        /// Its line.
        line: usize,
        /// The statement.
        statement: String,
    },
    /// The first run on a database with something in it.
    #[error(
        "the connected database is not clean: found {found}. \
         If {way_on}; else allow it to be dirty"
    )]
    NotClean {
        /// What was found: `table "users"`.
        found: String,
        /// When there is a way on, and which: `the directory describes it up to some version, give that as the baseline`.
        way_on: String,
    },
    /// The baseline is no version of the directory.
    #[error("baseline version {0:?} not found in the directory")]
    NoBaseline(String),
    /// Files that sort before what is applied, and are not.
    #[error(
        "{} added out of order: {} is applied already. Give the new ones later versions, or allow the order",
        files.join(", "), last
    )]
    OutOfOrder {
        /// The files.
        files: Vec<String>,
        /// The last version that is applied.
        last: String,
    },
    /// A version was applied in part, and its file is gone.
    #[error("missing migration: version {version:?} is applied in part, but its file was not found")]
    MissingFile {
        /// The version.
        version: String,
    },
    /// Statements that took hold are not the ones in the file.
    #[error(
        "history changed: statement {statement} of {file} is not the one that was applied. Take the change back, and change \
         only what comes after; or complete the file by hand and let `ent migrate set` say so"
    )]
    HistoryChanged {
        /// The file.
        file: String,
        /// The statement, from 1.
        statement: usize,
    },
    /// A file is another than the one that was applied: it was edited, or is a draft that was written anew.
    #[error(
        "{file} has changed since it was applied to this database. Take the change back; or, if the database is as the \
         directory has it now, let `ent migrate set` say so; or begin with a new database"
    )]
    ChangedSinceApplied {
        /// The file.
        file: String,
    },
    /// A way down stopped between two statements, on a server that commits each.
    #[error(
        "version {version} is reverted in part. Go on with the way down, or complete it by hand and set the version"
    )]
    Reverting {
        /// The version.
        version: String,
    },
    /// A version that is not applied, where one that is was needed.
    #[error("version {0:?} is not applied")]
    NotApplied(String),
    /// The version that the database was taken over at: there is nothing to go back over.
    #[error("cannot revert version {0:?}: the database was taken over at it, and nothing was run")]
    Baseline(String),
    /// What leads back can't be worked out.
    #[error("the way back from version {version}: {source}")]
    WayBack {
        /// The version.
        version: String,
        /// Why not.
        source: AuthorError,
    },
    /// Data would be lost.
    #[error("reverting version {version} would lose data: {}", lost.join("; "))]
    WouldLose {
        /// The version.
        version: String,
        /// What, a sentence for each.
        lost: Vec<String>,
    },
    /// A run was cut off at a statement, and the database does not tell whether it took hold.
    #[error(
        "{file}:{line}: a run was cut off at this statement of version {version}, and the database does not tell whether \
         it took hold\n  statement: {statement}\nhelp: look whether it did. If so, `ent migrate {0} --in-doubt took-hold` \
         goes on after it; if not, `ent migrate {0} --in-doubt run-again` runs it",
        direction.command()
    )]
    Uncertain {
        /// Which way the run led.
        direction: Direction,
        /// The file.
        file: String,
        /// Line of the statement.
        line: usize,
        /// Version of the file.
        version: String,
        /// The statement.
        statement: String,
    },
    /// No other tool has been at work.
    #[error("nothing to adopt: the database has none of the tables {}", tables.join(", "))]
    NothingToAdopt {
        /// The tables that were looked for.
        tables: Vec<String>,
    },
    /// The last run of the other tool failed.
    #[error(
        "{tool} says that version {version} failed: put that right with {tool} before its table is adopted"
    )]
    AdoptFailed {
        /// The tool.
        tool: String,
        /// The version.
        version: String,
    },
    /// The other tool applied what the directory doesn't have.
    #[error("{tool} applied versions that the directory does not have: {}", versions.join(", "))]
    AdoptUnknown {
        /// The tool.
        tool: String,
        /// The versions.
        versions: Vec<String>,
    },
    /// A statement failed.
    #[error(transparent)]
    Statement(Box<FailedStatement>),
    /// All statements ran, and their transaction did not get to its end.
    #[error("{}: {source}", files.join(", "))]
    NotCommitted {
        /// The files of the transaction.
        files: Vec<String>,
        /// The database's words, or what checks before the end found.
        source: Box<crate::Error>,
    },
    /// Somebody wanted to stop while the run waited for another one to end.
    #[error("the run was stopped before it began")]
    Stopped,
    /// Somebody else holds the lock.
    #[error("the lock {name:?} is held by another session{}; waited {waited:?}", holder.as_ref().map(|holder| format!(" ({holder})")).unwrap_or_default())]
    Locked {
        /// Name of the lock.
        name: String,
        /// Who holds it, as far as the database tells.
        holder: Option<String>,
        /// How long we waited.
        waited: std::time::Duration,
    },
}

/// A statement that the server refused: where it stands, and what was applied.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {}\n  statement{}: {sql}\n  {}", self.told(), self.fate(), self.state())]
pub struct FailedStatement {
    /// Which way the file leads.
    pub direction: Direction,
    /// The file.
    pub file: String,
    /// Its version.
    pub version: String,
    /// Line of the statement in the file, from 1.
    pub line: usize,
    /// The statement.
    pub sql: String,
    /// The statement with its delimiter.
    pub text: String,
    /// Statements of the file that took hold and stay.
    pub applied: usize,
    /// Statements of the file.
    pub total: usize,
    /// Versions that this run applied, or reverted, before.
    pub done: Vec<String>,
    /// What failed before it, so that it was not begun, if that was none of the file: `writing a revision`.
    pub before: Option<String>,
    /// The server's words.
    pub source: sqlx::Error,
}

impl FailedStatement {
    /// The database's words, with what they are about where that is not the statement.
    pub fn told(&self) -> String {
        match &self.before {
            Some(doing) => format!("{doing}: {}", self.said()),
            None => self.said(),
        }
    }

    /// What became of it, if not that it failed.
    fn fate(&self) -> &'static str {
        if self.before.is_some() { ", which was not begun" } else { "" }
    }

    /// Whether the database refused because of who asked, or because it takes no writes.
    pub fn is_denied(&self) -> bool {
        crate::error::is_denied(&self.source)
    }

    /// The database's own words.
    pub fn said(&self) -> String {
        Said(&self.source).to_string()
    }

    /// The number of the error: a SQLSTATE, on SQLite a result code. It is the same in whatever language the words are.
    pub fn code(&self) -> Option<String> {
        crate::error::code(&self.source)
    }

    /// Whether it did not fail of itself: the server was told to stop it, or it was not begun, for somebody wanted to stop.
    pub fn was_stopped(&self) -> bool {
        let is_held_back =
            matches!(&self.source, sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::Interrupted);
        is_held_back || matches!(self.code().as_deref(), Some("57014" | "70100" | "9"))
    }

    /// What was and was not applied, in a sentence.
    pub fn state(&self) -> String {
        let (applied, done) = match self.direction {
            Direction::Up => ("applied", "applied"),
            Direction::Down => ("run", "reverted"),
        };
        let file = match self.applied {
            0 => format!("nothing of {} was {applied}", self.file),
            count => {
                format!("{count} of {} statements of {} were {applied} and stay", self.total, self.file)
            }
        };
        match self.done.as_slice() {
            [] => file,
            versions => format!("{file}; before it, this run {done} {}", versions.join(", ")),
        }
    }
}
