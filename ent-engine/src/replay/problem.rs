use crate::dialect::TypeError;
use crate::sql::SplitErrorKind;

/// Why a statement can't be replayed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The text is not what the dialect's grammar has there, or a clause that replay doesn't know.
    #[error("expected {expected}, found {found}")]
    Unexpected {
        /// What would be understood.
        expected: String,
        /// What stands there.
        found: String,
        /// Byte offset in the statement.
        at: usize,
    },
    /// A statement of a kind that replay doesn't know.
    #[error("replay does not know what `{0}` does to the schema")]
    Unknown(String),
    /// A statement whose effect depends on more than its text.
    #[error("{0}")]
    Unknowable(String),
    /// Something that is not there.
    #[error("{kind} `{name}` does not exist")]
    Missing {
        /// What it is.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// Something that is there already.
    #[error("{kind} `{name}` exists already")]
    Exists {
        /// What it is.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// Something that other objects need.
    #[error("{kind} `{name}` can't be dropped: {by} depends on it")]
    Needed {
        /// What it is.
        kind: &'static str,
        /// Its name.
        name: String,
        /// Who needs it.
        by: String,
    },
    /// What the server would refuse for another reason.
    #[error("{0}")]
    Refused(String),
    /// A name that somebody gives and that the server does not take.
    #[error("the {kind} name `{name}` is longer than the {limit} characters that the server takes")]
    LongName {
        /// What is called so.
        kind: &'static str,
        /// The name.
        name: String,
        /// The most characters.
        limit: usize,
    },
    /// A name that the server itself would give and does not take.
    #[error(
        "the server would call a {kind} `{name}`, which is longer than the {limit} characters that it takes"
    )]
    LongGivenName {
        /// What would be called so.
        kind: &'static str,
        /// The name.
        name: String,
        /// The most characters.
        limit: usize,
    },
    /// A text that can't be told apart into statements.
    #[error("{0}")]
    Split(SplitErrorKind),
    /// The type of a column.
    #[error(transparent)]
    Type(#[from] TypeError),
}

impl Problem {
    /// Something is not there.
    pub(crate) fn missing(kind: &'static str, name: impl ToString) -> Self {
        Self::Missing { kind, name: name.to_string() }
    }

    /// Something is there already.
    pub(crate) fn exists(kind: &'static str, name: impl ToString) -> Self {
        Self::Exists { kind, name: name.to_string() }
    }

    /// Others need it.
    pub(crate) fn needed(kind: &'static str, name: impl ToString, by: impl ToString) -> Self {
        Self::Needed { kind, name: name.to_string(), by: by.to_string() }
    }

    /// Where in the statement, if the problem has a place of its own.
    pub fn offset(&self) -> Option<usize> {
        match self {
            Self::Unexpected { at, .. } => Some(*at),
            _ => None,
        }
    }
}
