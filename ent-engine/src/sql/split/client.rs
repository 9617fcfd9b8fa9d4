//! Commands to a client, which stand between statements.

use crate::sql::{Client, cursor::Cursor, lex::is_space};

/// Commands of the mysql client that start no SQL statement. `use` is not here: the server knows it too.
const MYSQL: [&str; 20] = [
    "source",
    "system",
    "tee",
    "notee",
    "pager",
    "nopager",
    "prompt",
    "rehash",
    "status",
    "charset",
    "connect",
    "clear",
    "ego",
    "go",
    "edit",
    "exit",
    "quit",
    "print",
    "warnings",
    "nowarning",
];

/// Commands of psql that take the rest of the line as it stands.
const WHOLE_LINE: [&str; 8] = ["!", "copy", "ef", "ev", "sf", "sv", "h", "help"];

/// Commands of psql that send the statement before them.
const SENDING: [&str; 5] = ["watch", "crosstabview", "bind", "bind_named", "parse"];

/// Bytes of the client command at the cursor, which is where a statement could start; `None` if there is none.
pub(super) fn command(cursor: &Cursor, client: Client) -> Option<usize> {
    let rest = cursor.rest();
    match client {
        Client::Psql if rest.first() == Some(&b'\\') => Some(psql(rest)),
        Client::MySql if rest.first() == Some(&b'\\') => Some(line(rest)),
        Client::MySql => is_mysql(rest).then(|| line(rest)),
        Client::Sqlite if rest.first() == Some(&b'.') && is_line_start(cursor) => Some(line(rest)),
        Client::None | Client::Psql | Client::Sqlite => None,
    }
}

/// What a backslash in a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Backslash {
    /// It is text to the server.
    Text,
    /// It ends the statement and takes up so many bytes.
    Ends(usize),
    /// It starts a command that ends the statement and is one of its own.
    EndsBefore,
    /// It starts a command that leaves the statement as it is.
    Inside,
}

/// Reads a backslash outside of quotes; the cursor is at it.
pub(super) fn backslash(cursor: &Cursor, client: Client) -> Backslash {
    let rest = cursor.rest();
    let next = rest.get(1).copied();
    match client {
        Client::Psql if next == Some(b';') => Backslash::Ends(2),
        Client::Psql => {
            let name = psql_name(rest);
            let sends = name.first() == Some(&b'g') || SENDING.iter().any(|word| word.as_bytes() == name);
            if sends { Backslash::EndsBefore } else { Backslash::Inside }
        }
        Client::MySql if matches!(next, Some(b'g' | b'G')) => Backslash::Ends(2),
        // `\N` is the server's NULL.
        Client::MySql | Client::Sqlite | Client::None => Backslash::Text,
    }
}

/// Whether the cursor is at psql's `\\`, which separates a command from what follows on its line.
pub(super) fn is_separator(cursor: &Cursor, client: Client) -> bool {
    client == Client::Psql && cursor.starts_with("\\\\")
}

/// Whether the cursor is at a `#` that sqlite3 takes for a remark, and at a line's start.
pub(super) fn is_remark(cursor: &Cursor, client: Client) -> bool {
    client == Client::Sqlite && cursor.peek(0) == Some(b'#') && is_line_start(cursor)
}

/// Bytes of `USE db` without a delimiter on its line, which the mysql client takes for a whole statement.
pub(super) fn use_line(cursor: &Cursor, client: Client, delimiter: &str) -> Option<usize> {
    let rest = cursor.rest();
    let is_use = client == Client::MySql && rest.get(..3)?.eq_ignore_ascii_case(b"use");
    if !is_use || !rest.get(3).is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
        return None;
    }
    let text = cursor.slice(cursor.at(), cursor.at() + line(rest)).trim_end();
    let has_name = text.get(3..).is_some_and(|name| !name.trim().is_empty());
    (has_name && !text.contains(delimiter)).then_some(text.len())
}

/// Bytes to the end of the line.
pub(super) fn line(rest: &[u8]) -> usize {
    rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len())
}

fn is_line_start(cursor: &Cursor) -> bool {
    let before = cursor.slice(0, cursor.at());
    // A byte order mark stands at a file's start, and inside where files were put together.
    let before = before.strip_suffix('\u{feff}').unwrap_or(before);
    before.is_empty() || before.ends_with('\n')
}

fn is_mysql(rest: &[u8]) -> bool {
    let length = rest.iter().take(12).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let Some(word) = rest.get(..length) else {
        return false;
    };
    let ends = rest.get(length).is_none_or(|&byte| is_space(byte) || byte == b';');
    ends && MYSQL.iter().any(|command| command.as_bytes().eq_ignore_ascii_case(word))
}

fn psql_name(rest: &[u8]) -> &[u8] {
    let name = rest.get(1..).unwrap_or_default();
    match name.first() {
        Some(first) if first.is_ascii_punctuation() => name.get(..1).unwrap_or_default(),
        _ => {
            let length = name.iter().position(|&byte| is_space(byte) || byte == b'\\').unwrap_or(name.len());
            name.get(..length).unwrap_or_default()
        }
    }
}

/// Bytes of a command of psql: to the line's end, or to a backslash outside of quotes, which starts another.
fn psql(rest: &[u8]) -> usize {
    let name = psql_name(rest);
    let end = line(rest);
    if WHOLE_LINE.iter().any(|word| word.as_bytes() == name) {
        return end;
    }
    let mut at = 1 + name.len();
    let mut quote = None;
    while at < end {
        match (rest.get(at).copied(), quote) {
            (Some(b'\\'), None) => return at,
            (Some(b'\\'), Some(b'\'')) => at += 1,
            (byte, Some(_)) if byte == quote => quote = None,
            (Some(byte @ (b'\'' | b'"' | b'`')), None) => quote = Some(byte),
            _ => {}
        }
        at += 1;
    }
    end
}
