//! `COPY ... FROM stdin` and its data.

use super::{blocks::Event, client};
use crate::sql::{Syntax, Tokens, lex::is_space};

/// Follows the words of a statement and knows `COPY ... FROM STDIN` by them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Copy {
    #[default]
    Start,
    Table,
    From,
    Stdin,
    Other,
}

impl Copy {
    pub(super) fn event(&mut self, event: Event) {
        let Event::Word(word) = event else {
            if matches!(self, Self::Start | Self::From) {
                *self = if *self == Self::From { Self::Table } else { Self::Other };
            }
            return;
        };
        let is = |expected: &str| word.eq_ignore_ascii_case(expected);
        *self = match self {
            Self::Start if is("COPY") => Self::Table,
            Self::Start | Self::Other => Self::Other,
            Self::From if is("STDIN") => Self::Stdin,
            Self::Table | Self::From if is("FROM") => Self::From,
            Self::Table | Self::From => Self::Table,
            Self::Stdin => Self::Stdin,
        };
    }
}

/// Whether a client command is `\copy ... from stdin`.
pub(super) fn is_client_copy(command: &str, syntax: Syntax) -> bool {
    let Some(copy) = command.strip_prefix('\\').filter(|copy| copy.starts_with("copy")) else {
        return false;
    };
    let mut tokens = Tokens::new(copy, syntax).skip_while(|token| !token.is_word("from"));
    tokens.next().is_some() && tokens.next().is_some_and(|token| token.is_word("stdin"))
}

/// Where the lines of data start, after the rest of the statement's own line; `None` if something stands there.
pub(super) fn data_start(rest: &[u8]) -> Option<usize> {
    let end = client::line(rest);
    let own = rest.get(..end)?;
    let text = own.iter().position(|&byte| !is_space(byte)).unwrap_or(own.len());
    let is_free = own.get(text..).is_none_or(|text| text.is_empty() || text.starts_with(b"--"));
    is_free.then_some((end + 1).min(rest.len()))
}

/// Bytes of data with the line `\.` that ends it; all, if none does.
pub(super) fn data_length(data: &[u8]) -> usize {
    let mut at = 0;
    while let Some(rest) = data.get(at..).filter(|rest| !rest.is_empty()) {
        let end = client::line(rest);
        if matches!(rest.get(..end), Some(b"\\." | b"\\.\r")) {
            return at + 2;
        }
        at += end + 1;
    }
    data.len()
}
