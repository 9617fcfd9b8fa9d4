//! A statement of a file.

use std::ops::Range;

use super::{Directive, Position, Syntax, Tokens};

/// What a statement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatementKind {
    /// SQL for the server.
    Sql,
    /// `COPY ... FROM stdin` (or psql's `\copy`) and the data that follows it.
    CopyData,
    /// A command to the client: `\connect db`, `source file`, `.read file`.
    ClientCommand,
}

/// A statement of a file, as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// Its text. The default delimiter `;` is kept at its end, another one is not, as Atlas has it in its hashes.
    pub text: &'a str,
    /// The bytes of the file that the text is.
    pub span: Range<usize>,
    /// Where it starts.
    pub start: Position,
    /// The comments directly above it, each without its line's end. A group that an empty line follows belongs to
    /// nothing.
    pub comments: Vec<&'a str>,
    /// The comment that ends its last line.
    pub trailing: Option<&'a str>,
    /// What it is for.
    pub kind: StatementKind,
    /// The rules it was read by: settings in the file (`sql_mode`, `standard_conforming_strings`) change them.
    pub syntax: Syntax,
    pub(super) sql_length: usize,
}

impl<'a> Statement<'a> {
    /// Its text without a delimiter and without data.
    pub fn sql(&self) -> &'a str {
        self.text.get(..self.sql_length).unwrap_or(self.text)
    }

    /// The data of a `COPY`, without the line `\.` that ends it; empty for any other statement.
    pub fn data(&self) -> &'a str {
        if self.kind != StatementKind::CopyData {
            return "";
        }
        let after = self.text.get(self.sql_length..).unwrap_or_default();
        let data = after.split_once('\n').map_or("", |(_, data)| data);
        let end = data.strip_suffix("\\.").filter(|data| data.is_empty() || data.ends_with('\n'));
        end.unwrap_or(data)
    }

    /// The tokens of [`Statement::sql`]; their offsets are in that text.
    pub fn tokens(&self) -> Tokens<'a> {
        Tokens::new(self.sql(), self.syntax)
    }

    /// The directives in its comments: those above it and the one at its end.
    pub fn directives(&self) -> impl Iterator<Item = Directive<'a>> {
        self.comments.iter().copied().chain(self.trailing).flat_map(Directive::in_comment)
    }

    /// The name and the arguments of a client command, without its backslash or dot: `connect` and `db`.
    pub fn client_command(&self) -> Option<(&'a str, &'a str)> {
        if self.kind != StatementKind::ClientCommand {
            return None;
        }
        let command = self.sql();
        let bare = command.strip_prefix(['\\', '.']).unwrap_or(command);
        // A command of one symbol (`\! ls`, `\. file`) needs no blank after it.
        let symbol = bare.chars().next().filter(char::is_ascii_punctuation).map(char::len_utf8);
        let length = symbol.unwrap_or_else(|| bare.find(char::is_whitespace).unwrap_or(bare.len()));
        let (name, args) = bare.split_at(length);
        Some((name, args.trim()))
    }
}
