//! What can't be split.

use thiserror::Error;

use crate::sql::Position;

/// A text that can't be split into statements.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{at}: {kind}")]
pub struct SplitError {
    /// Where.
    pub at: Position,
    /// What is wrong there.
    pub kind: SplitErrorKind,
}

/// What is wrong with a text. The words are Atlas' where Atlas has some.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SplitErrorKind {
    /// A quote has no end.
    #[error("unclosed quote {}", go_quoted(.0))]
    UnclosedQuote(char),
    /// A dollar quote has no end.
    #[error("unclosed dollar quote {0:?}")]
    UnclosedDollarQuote(String),
    /// A block comment has no end.
    #[error("unclosed comment")]
    UnclosedComment,
    /// A parenthesis has no end.
    #[error("unclosed '('")]
    UnclosedParenthesis,
    /// A block (`BEGIN`, `IF`, `CASE`, ...) has no end.
    #[error("unclosed {0:?}")]
    UnclosedBlock(String),
    /// A parenthesis ends that was not open.
    #[error("unexpected ')'")]
    UnexpectedParenthesis,
    /// A delimiter is set to nothing.
    #[error("empty delimiter")]
    EmptyDelimiter,
    /// A file has nothing after `-- atlas:delimiter`.
    #[error("no input found after delimiter {0:?}")]
    NoInput(String),
    /// A client command stands inside a statement and doesn't end it.
    #[error("client command {0:?} inside a statement")]
    ClientCommand(String),
    /// Something follows `COPY ... FROM stdin;` on its line, before the data.
    #[error("text after COPY ... FROM stdin on its line")]
    TextBeforeData,
}

/// A character as Go's `%q` prints it, which is how Atlas names it.
fn go_quoted(quote: &char) -> String {
    if *quote == '\'' { r"'\''".to_owned() } else { format!("'{quote}'") }
}
