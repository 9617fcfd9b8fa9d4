//! The delimiter of statements and the command that sets it.

use crate::sql::{Delimiters, cursor::Cursor, directive::unescape, lex::is_space};

/// What ends a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// `;`.
    Semicolon,
    /// Any other text; never empty.
    Custom(String),
}

impl Delimiter {
    pub(super) fn new(text: &str) -> Option<Self> {
        match text {
            "" => None,
            ";" => Some(Self::Semicolon),
            custom => Some(Self::Custom(custom.to_owned())),
        }
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Self::Semicolon => ";",
            Self::Custom(text) => text,
        }
    }

    pub(super) fn is_at(&self, cursor: &Cursor) -> bool {
        match self {
            Self::Semicolon => cursor.peek(0) == Some(b';'),
            Self::Custom(text) => cursor.starts_with(text),
        }
    }

    /// Where the delimiter first stands in the text from `start` to the cursor, which holds no `;`: a custom one may
    /// start in white space or inside a word.
    pub(super) fn find_from(&self, cursor: &Cursor, start: usize) -> Option<usize> {
        let Self::Custom(delimiter) = self else {
            return None;
        };
        let after = cursor.text().as_bytes().get(start..cursor.end())?;
        let starts = 0..cursor.at() - start;
        starts
            .into_iter()
            .find(|&at| after.get(at..).is_some_and(|rest| rest.starts_with(delimiter.as_bytes())))
            .map(|at| start + at)
    }
}

/// The argument of the `DELIMITER` command at the cursor, and the bytes it takes up; `None` if there is none.
pub(super) fn command(cursor: &Cursor, style: Delimiters) -> Option<(String, usize)> {
    let rest = cursor.rest();
    let is_command = rest.get(..9)?.eq_ignore_ascii_case(b"delimiter");
    let separated = match rest.get(9) {
        Some(b' ' | b'\t') => true,
        None | Some(b'\n' | b'\r') => style == Delimiters::Word,
        Some(_) => false,
    };
    if !is_command || !separated {
        return None;
    }
    let length = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
    let line = cursor.slice(cursor.at() + 9, cursor.at() + length).trim();
    let argument = match style {
        Delimiters::Line => unescape(&unquoted(line)),
        Delimiters::Word => first_word(line).to_owned(),
    };
    Some((argument, length))
}

/// A text without the single quotes around it.
fn unquoted(text: &str) -> String {
    match text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(inner) => inner.replace("''", "'"),
        None => text.to_owned(),
    }
}

fn first_word(line: &str) -> &str {
    for quote in ['\'', '"', '`'] {
        if let Some((word, _)) = line.strip_prefix(quote).and_then(|rest| rest.split_once(quote)) {
            return word;
        }
    }
    let length = line.bytes().position(is_space).unwrap_or(line.len());
    &line[..length]
}
