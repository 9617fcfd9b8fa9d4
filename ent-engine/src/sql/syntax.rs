//! The lexical rules of a dialect, as a value.

use super::literal::clip;

/// How a backslash in a string is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StringEscapes {
    /// A backslash is a character like any other; a quote is doubled (standard SQL, SQLite).
    Doubling,
    /// A backslash escapes in `E'...'` only (PostgreSQL with `standard_conforming_strings` on).
    Prefixed,
    /// A backslash escapes in every string (MySQL without `NO_BACKSLASH_ESCAPES`, PostgreSQL with
    /// `standard_conforming_strings` off).
    Always,
}

/// What `"..."` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DoubleQuotes {
    /// A quoted identifier.
    Identifier,
    /// A string (MySQL without `ANSI_QUOTES`).
    String,
}

/// What opens a quoted identifier besides double quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdentifierQuotes {
    /// Nothing else: `` ` `` and `[` are punctuation (PostgreSQL).
    None,
    /// `` `name` `` (MySQL, MariaDB, generic).
    Backtick,
    /// `` `name` `` and `[name]` (SQLite).
    BacktickAndBracket,
}

/// What opens a comment that runs to the end of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineComments {
    /// `--`, ended by a line feed (SQLite, generic).
    Dashes,
    /// `--`, ended by a line feed or a carriage return (PostgreSQL).
    DashesToAnyNewline,
    /// `--` before white space, a control character or the end, and `#` (MySQL, MariaDB).
    DashesThenSpaceOrHash,
}

/// How `/* ... */` is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockComments {
    /// The first `*/` ends it (generic).
    Flat,
    /// The first `*/` ends it, or the end of the text (SQLite).
    FlatOrToEnd,
    /// Comments nest (PostgreSQL).
    Nested,
    /// The first `*/` ends it; the content of `/*! ... */` and `/*M! ... */` is code (MySQL, MariaDB).
    Versioned,
}

/// Whether `$tag$ ... $tag$` is a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DollarQuotes {
    /// `$` is part of a word.
    None,
    /// As PostgreSQL reads it.
    Tagged,
}

/// Which characters make an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operators {
    /// A fixed set; `@name` and `@@name` are variables (MySQL, SQLite).
    Fixed,
    /// The longest run of operator characters, as PostgreSQL's users can define their own.
    UserDefined,
}

/// Which statements hold semicolons of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blocks {
    /// `CREATE TRIGGER ... BEGIN ...; END` (SQLite, by the rules of `sqlite3_complete`).
    Trigger,
    /// `CREATE FUNCTION | PROCEDURE ... BEGIN ATOMIC ...; END` (PostgreSQL, by the rules of psql; generic).
    Atomic,
    /// Stored programs: triggers, procedures, functions and events with a compound body (MySQL).
    Stored,
    /// Stored programs, and compound statements outside of any (`BEGIN NOT ATOMIC`, `IF`, `LOOP`, ...: MariaDB).
    StoredOrBare,
}

/// Whose client commands may stand between statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Client {
    /// Nobody's.
    None,
    /// psql: `\connect`, `\set`, `\gexec`, data after `COPY ... FROM stdin`.
    Psql,
    /// mysql and mariadb: `source`, `\. file`, `\G`, `USE db` without a delimiter.
    MySql,
    /// sqlite3: `.read file`, `# remark` at a line's start.
    Sqlite,
}

/// How the argument of `DELIMITER` is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delimiters {
    /// The rest of the line, with `\n`, `\r` and `\t` unescaped (Atlas).
    Line,
    /// The first word of it, as the mysql client does.
    Word,
}

/// The lexical rules by which a text is split and read.
///
/// The presets follow the servers and their usual clients; a field may be changed for a server setting
/// (see [`Syntax::with_no_backslash_escapes`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Syntax {
    /// How a backslash in a string is read.
    pub escapes: StringEscapes,
    /// What `"..."` is.
    pub double_quotes: DoubleQuotes,
    /// What opens a quoted identifier besides double quotes.
    pub identifier_quotes: IdentifierQuotes,
    /// What opens a comment to the end of the line.
    pub line_comments: LineComments,
    /// How `/* ... */` is read.
    pub block_comments: BlockComments,
    /// Whether `$tag$ ... $tag$` is a string.
    pub dollar_quotes: DollarQuotes,
    /// Which characters make an operator.
    pub operators: Operators,
    /// Which statements hold semicolons of their own.
    pub blocks: Blocks,
    /// Whose client commands may stand between statements.
    pub client: Client,
    /// How the argument of `DELIMITER` is read.
    pub delimiters: Delimiters,
    /// Bytes of a name that are read, where the rest of a longer one is dropped without an error.
    pub name_bytes: Option<usize>,
}

impl Syntax {
    /// The rules of SQLite and its shell.
    pub const fn sqlite() -> Self {
        Self {
            escapes: StringEscapes::Doubling,
            double_quotes: DoubleQuotes::Identifier,
            identifier_quotes: IdentifierQuotes::BacktickAndBracket,
            line_comments: LineComments::Dashes,
            block_comments: BlockComments::FlatOrToEnd,
            dollar_quotes: DollarQuotes::None,
            operators: Operators::Fixed,
            blocks: Blocks::Trigger,
            client: Client::Sqlite,
            delimiters: Delimiters::Line,
            name_bytes: None,
        }
    }

    /// The rules of PostgreSQL and psql. Names end after `NAMEDATALEN - 1` bytes.
    pub const fn postgres() -> Self {
        Self {
            escapes: StringEscapes::Prefixed,
            double_quotes: DoubleQuotes::Identifier,
            identifier_quotes: IdentifierQuotes::None,
            line_comments: LineComments::DashesToAnyNewline,
            block_comments: BlockComments::Nested,
            dollar_quotes: DollarQuotes::Tagged,
            operators: Operators::UserDefined,
            blocks: Blocks::Atomic,
            client: Client::Psql,
            delimiters: Delimiters::Line,
            name_bytes: Some(63),
        }
    }

    /// The rules of MySQL and its client.
    pub const fn mysql() -> Self {
        Self {
            escapes: StringEscapes::Always,
            double_quotes: DoubleQuotes::String,
            identifier_quotes: IdentifierQuotes::Backtick,
            line_comments: LineComments::DashesThenSpaceOrHash,
            block_comments: BlockComments::Versioned,
            dollar_quotes: DollarQuotes::None,
            operators: Operators::Fixed,
            blocks: Blocks::Stored,
            client: Client::MySql,
            delimiters: Delimiters::Word,
            name_bytes: None,
        }
    }

    /// The rules of MariaDB and its client.
    pub const fn mariadb() -> Self {
        Self { blocks: Blocks::StoredOrBare, ..Self::mysql() }
    }

    /// The rules Atlas reads a directory by when it knows no driver: dollar quotes and `BEGIN ATOMIC`, no escapes.
    pub const fn generic() -> Self {
        Self {
            escapes: StringEscapes::Doubling,
            double_quotes: DoubleQuotes::Identifier,
            identifier_quotes: IdentifierQuotes::Backtick,
            line_comments: LineComments::Dashes,
            block_comments: BlockComments::Flat,
            dollar_quotes: DollarQuotes::Tagged,
            operators: Operators::UserDefined,
            blocks: Blocks::Atomic,
            client: Client::None,
            delimiters: Delimiters::Line,
            name_bytes: None,
        }
    }

    /// The part of a name that is read: whole characters.
    pub fn fit_name(self, name: &str) -> &str {
        match self.name_bytes {
            Some(limit) => clip(name, limit),
            None => name,
        }
    }

    /// The same rules under MySQL's `sql_mode` `NO_BACKSLASH_ESCAPES`.
    #[must_use]
    pub const fn with_no_backslash_escapes(self) -> Self {
        Self { escapes: StringEscapes::Doubling, ..self }
    }

    /// The same rules under MySQL's `sql_mode` `ANSI_QUOTES`.
    #[must_use]
    pub const fn with_ansi_quotes(self) -> Self {
        Self { double_quotes: DoubleQuotes::Identifier, ..self }
    }
}
