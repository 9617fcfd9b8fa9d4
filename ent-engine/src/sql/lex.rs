//! The lexical elements that splitter and tokenizer share.

mod comments;
mod quotes;

use super::{
    BlockComments, Operators, Syntax,
    cursor::Cursor,
    syntax::{DoubleQuotes, IdentifierQuotes},
};

/// A lexical element, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// A run of white space (a byte order mark counts as some).
    Space,
    /// A comment, without the line's end.
    Comment,
    /// The start of a version comment, `/*!40101` or `/*M!100100`: what follows is code.
    VersionOpen,
    /// The end of a version comment.
    VersionClose,
    /// A string with its prefix, or a dollar-quoted one.
    String,
    /// A quoted identifier.
    QuotedIdentifier,
    /// A keyword or a plain identifier.
    Word,
    /// A number, or an identifier that starts with a digit.
    Number,
    /// One ASCII character of punctuation.
    Symbol(u8),
}

/// What lacks its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unclosed {
    /// A quote of this kind.
    Quote(char),
    /// A dollar quote.
    DollarQuote,
    /// A block comment or a version comment.
    Comment,
}

/// A reader of elements.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) syntax: Syntax,
    /// Where the version comment that the cursor is in was opened.
    pub(super) version_open: Option<usize>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(cursor: Cursor<'a>, syntax: Syntax) -> Self {
        Self { cursor, syntax, version_open: None }
    }

    /// Reads the element at the cursor; `None` at the end.
    ///
    /// An element without its end is read to the end of the text and comes back as the error.
    pub(super) fn next(&mut self) -> Option<Result<Element, Unclosed>> {
        let first = self.cursor.peek(0)?;
        if let Some(element) = self.space(first) {
            return Some(Ok(element));
        }
        if let Some(comment) = self.comment(first) {
            return Some(comment);
        }
        if let Some(quoted) = self.quoted(first) {
            return Some(quoted);
        }
        if first.is_ascii_digit() {
            self.cursor.bump_while(is_word);
            return Some(Ok(Element::Number));
        }
        if is_word_start(first) {
            self.word();
            return Some(Ok(Element::Word));
        }
        self.cursor.bump(1);
        Some(Ok(Element::Symbol(first)))
    }

    fn space(&mut self, first: u8) -> Option<Element> {
        if is_space(first) {
            self.cursor.bump_while(is_space);
        } else if first == 0xEF && self.cursor.starts_with("\u{feff}") {
            self.cursor.bump(3);
        } else {
            return None;
        }
        Some(Element::Space)
    }

    fn word(&mut self) {
        self.cursor.bump_while(is_word);
    }

    /// Reads a string or a quoted identifier, if one starts at the cursor.
    fn quoted(&mut self, first: u8) -> Option<Result<Element, Unclosed>> {
        let quote = match first {
            b'\'' => return Some(self.string(0, first)),
            b'"' => return Some(self.double_quoted()),
            b'`' if self.syntax.identifier_quotes != IdentifierQuotes::None => {
                quotes::doubled(&mut self.cursor, b'`', b'`')
            }
            b'[' if self.syntax.identifier_quotes == IdentifierQuotes::BacktickAndBracket => {
                quotes::bracketed(&mut self.cursor)
            }
            b'$' => {
                return quotes::dollar(&mut self.cursor, self.syntax)
                    .map(|end| end.map(|()| Element::String));
            }
            _ => return self.prefixed(first),
        };
        Some(quote.map(|()| Element::QuotedIdentifier))
    }

    fn double_quoted(&mut self) -> Result<Element, Unclosed> {
        match self.syntax.double_quotes {
            DoubleQuotes::String => self.string(0, b'"'),
            DoubleQuotes::Identifier => {
                quotes::doubled(&mut self.cursor, b'"', b'"').map(|()| Element::QuotedIdentifier)
            }
        }
    }

    /// Reads a string with a prefix: `E''` and `U&''` of PostgreSQL, `N''`, `B''` and `X''` of all.
    fn prefixed(&mut self, first: u8) -> Option<Result<Element, Unclosed>> {
        let second = self.cursor.peek(1)?;
        match (first.to_ascii_lowercase(), second) {
            (b'n' | b'b' | b'x', b'\'') => Some(self.string(1, b'\'')),
            (b'e', b'\'') if self.syntax.operators == Operators::UserDefined => Some(self.string(1, b'\'')),
            (b'u', b'&') if self.syntax.operators == Operators::UserDefined => match self.cursor.peek(2)? {
                b'\'' => Some(self.string(2, b'\'')),
                b'"' => {
                    self.cursor.bump(2);
                    Some(self.double_quoted())
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn string(&mut self, prefix: usize, quote: u8) -> Result<Element, Unclosed> {
        let escaped = quotes::escapes(self.syntax, self.cursor.peek(0), prefix);
        self.cursor.bump(prefix);
        quotes::string(&mut self.cursor, quote, escaped, self.syntax).map(|()| Element::String)
    }

    /// Reads a comment, or the start or end of a version comment.
    fn comment(&mut self, first: u8) -> Option<Result<Element, Unclosed>> {
        if self.version_open.is_some() && self.cursor.starts_with("*/") {
            self.version_open = None;
            self.cursor.bump(2);
            return Some(Ok(Element::VersionClose));
        }
        if comments::line(&mut self.cursor, first, self.syntax.line_comments) {
            return Some(Ok(Element::Comment));
        }
        if !self.cursor.starts_with("/*") {
            return None;
        }
        if self.syntax.block_comments == BlockComments::Versioned
            && self.version_open.is_none()
            && !self.cursor.starts_with(SANDBOX)
            && let Some(length) = comments::version_mark(self.cursor.rest())
        {
            self.version_open = Some(self.cursor.at());
            self.cursor.bump(length);
            return Some(Ok(Element::VersionOpen));
        }
        Some(comments::block(&mut self.cursor, self.syntax.block_comments).map(|()| Element::Comment))
    }
}

/// How a dump of MariaDB starts: a command to its client in what is a comment to every server.
const SANDBOX: &str = "/*M!999999\\-";

pub(super) use comments::version_number;
pub(super) use quotes::dollar_tag;

/// Whether a byte is white space to the servers.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C)
}

/// Whether a byte can start a word: a letter, `_`, or part of a character beyond ASCII.
pub(super) fn is_word_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

/// Whether a byte can go on a word.
pub(super) fn is_word(byte: u8) -> bool {
    is_word_start(byte) || byte.is_ascii_digit() || byte == b'$'
}
