//! A statement as tokens.

use super::{
    Operators, Syntax,
    cursor::Cursor,
    lex::{Element, Lexer, is_word},
};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A keyword or a plain identifier.
    Word,
    /// A quoted identifier, with its quotes.
    QuotedIdentifier,
    /// A string with its quotes and its prefix (`E`, `N`, `B`, `X`, `U&`), or a dollar-quoted one.
    String,
    /// A number.
    Number,
    /// `@name`, `@@name` (MySQL, SQLite), `$1` (PostgreSQL) or `?`.
    Variable,
    /// Punctuation or an operator, of one or more characters.
    Symbol,
}

/// A token of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// Its text as it stands.
    pub text: &'a str,
    /// Its byte offset in the text that was given to [`Tokens`].
    pub offset: usize,
}

impl Token<'_> {
    /// Whether it is this plain word, in any case.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is this symbol.
    pub fn is_symbol(&self, symbol: &str) -> bool {
        self.kind == TokenKind::Symbol && self.text == symbol
    }

    /// The byte offset of its end.
    pub fn end(&self) -> usize {
        self.offset + self.text.len()
    }
}

/// The tokens of a text, without white space and comments.
///
/// The marks of MySQL's version comments are passed over and their content is read: expand them first
/// ([`expand_version_comments`](super::expand_version_comments)) where the version matters. A quote or a comment
/// without its end runs to the end of the text; it is the splitter that refuses it.
///
/// ```
/// use ent_engine::sql::{Syntax, Tokens};
///
/// let texts: Vec<_> = Tokens::new("ALTER TABLE a.\"b c\" -- no\nADD x int", Syntax::postgres()).map(|t| t.text).collect();
/// assert_eq!(texts, ["ALTER", "TABLE", "a", ".", "\"b c\"", "ADD", "x", "int"]);
/// ```
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    lexer: Lexer<'a>,
}

impl<'a> Tokens<'a> {
    /// The tokens of `text`.
    pub fn new(text: &'a str, syntax: Syntax) -> Self {
        Self { lexer: Lexer::new(Cursor::new(text, 0, text.len()), syntax) }
    }

    fn token(&self, kind: TokenKind, start: usize) -> Token<'a> {
        Token { kind, text: self.lexer.cursor.slice(start, self.lexer.cursor.at()), offset: start }
    }

    /// Goes on with what started with a symbol and says what it is.
    fn symbol(&mut self, first: u8) -> TokenKind {
        let operators = self.lexer.syntax.operators;
        let cursor = &mut self.lexer.cursor;
        let second = cursor.peek(0);
        match first {
            b'@' if operators == Operators::Fixed => {
                cursor.bump_while(|byte| byte == b'@');
                cursor.bump_while(|byte| is_word(byte) || byte == b'.');
                TokenKind::Variable
            }
            b'$' if second.is_some_and(is_word) => {
                cursor.bump_while(is_word);
                TokenKind::Variable
            }
            b'?' if operators == Operators::Fixed => {
                cursor.bump_while(|byte| byte.is_ascii_digit());
                TokenKind::Variable
            }
            b'.' if second.is_some_and(|byte| byte.is_ascii_digit()) && !follows_name(cursor) => {
                number_tail(cursor);
                TokenKind::Number
            }
            b'.' if second == Some(b'.') => {
                cursor.bump(1);
                TokenKind::Symbol
            }
            b':' => {
                if matches!(second, Some(b':' | b'=')) {
                    cursor.bump(1);
                }
                TokenKind::Symbol
            }
            _ => {
                operator(cursor, first, operators);
                TokenKind::Symbol
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.lexer.cursor.at();
            let kind = match self.lexer.next()? {
                Ok(Element::Space | Element::Comment | Element::VersionOpen | Element::VersionClose) => {
                    continue;
                }
                Ok(Element::String) => TokenKind::String,
                Ok(Element::QuotedIdentifier) => TokenKind::QuotedIdentifier,
                Ok(Element::Word) => TokenKind::Word,
                Ok(Element::Number) => number(&mut self.lexer.cursor, start),
                Ok(Element::Symbol(first)) => self.symbol(first),
                Err(super::lex::Unclosed::Comment) => return None,
                Err(_) => TokenKind::String,
            };
            return Some(self.token(kind, start));
        }
    }
}

/// Whether the `.` just read stands directly after a name or a number.
fn follows_name(cursor: &Cursor) -> bool {
    let before = cursor.at().checked_sub(2).map(|at| cursor.slice(at, at + 1));
    before.is_some_and(|text| {
        text.bytes().all(|byte| is_word(byte) || matches!(byte, b'"' | b'`' | b']' | b')'))
    })
}

/// Goes on with a number of which the first run of word characters was read.
fn number(cursor: &mut Cursor, start: usize) -> TokenKind {
    let digits = cursor.slice(start, cursor.at());
    if !is_numeric(digits) {
        // MySQL lets an identifier start with a digit.
        return TokenKind::Word;
    }
    if cursor.peek(0) == Some(b'.') && !digits.starts_with("0x") && cursor.peek(1) != Some(b'.') {
        cursor.bump(1);
        number_tail(cursor);
    } else if digits.ends_with(['e', 'E']) || has_sign(cursor, digits) {
        exponent(cursor);
    }
    TokenKind::Number
}

/// Goes on after a decimal point.
fn number_tail(cursor: &mut Cursor) {
    let start = cursor.at();
    cursor.bump_while(is_word);
    if cursor.slice(start, cursor.at()).ends_with(['e', 'E']) {
        exponent(cursor);
    }
}

fn has_sign(cursor: &Cursor, digits: &str) -> bool {
    digits.ends_with(['e', 'E']) && matches!(cursor.peek(0), Some(b'+' | b'-'))
}

/// Goes on with the sign and the digits of an exponent.
fn exponent(cursor: &mut Cursor) {
    if matches!(cursor.peek(0), Some(b'+' | b'-')) && cursor.peek(1).is_some_and(|byte| byte.is_ascii_digit())
    {
        cursor.bump(1);
        cursor.bump_while(|byte| byte.is_ascii_digit());
    }
}

/// Whether a run of word characters is a number: decimal, with an exponent, hexadecimal, octal or binary.
fn is_numeric(run: &str) -> bool {
    let lower = run.to_ascii_lowercase();
    let radix = |prefix: &str, is_digit: fn(u8) -> bool| {
        lower
            .strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| is_digit(b) || b == b'_'))
    };
    if radix("0x", |b| b.is_ascii_hexdigit())
        || radix("0o", |b| b.is_ascii_digit())
        || radix("0b", |b| b.is_ascii_digit())
    {
        return true;
    }
    let (whole, exponent) = lower.split_once('e').unwrap_or((&lower, ""));
    whole.bytes().all(|b| b.is_ascii_digit() || b == b'_') && exponent.bytes().all(|b| b.is_ascii_digit())
}

/// Symbols of two and three characters where operators are fixed; longer ones first.
const FIXED: [&str; 12] = ["<=>", "->>", "<=", ">=", "<>", "!=", "==", "||", "&&", "<<", ">>", "->"];

/// Goes on with an operator of which the first character was read.
fn operator(cursor: &mut Cursor, first: u8, operators: Operators) {
    let start = cursor.at() - 1;
    match operators {
        Operators::Fixed => {
            let text = cursor.slice(start, cursor.end());
            let length =
                FIXED.iter().find(|symbol| text.starts_with(**symbol)).map_or(1, |symbol| symbol.len());
            cursor.bump(length - 1);
        }
        Operators::UserDefined if is_operator(first) => {
            let rest = cursor.slice(start, cursor.end());
            let run = rest.bytes().take_while(|&byte| is_operator(byte)).count();
            cursor.bump(operator_length(&rest[..run]) - 1);
        }
        Operators::UserDefined => {}
    }
}

fn is_operator(byte: u8) -> bool {
    b"~!@#^&|`?+-*/%<>=".contains(&byte)
}

/// The length of the operator at the start of a run of operator characters (PostgreSQL manual, 4.1.3): a comment ends
/// it, and it ends in `+` or `-` only if it holds one of ``~ ! @ # % ^ & | ` ?``.
fn operator_length(run: &str) -> usize {
    let comment = [run.find("--"), run.find("/*")].into_iter().flatten().min();
    let run = &run[..comment.unwrap_or(run.len())];
    let may_end_in_sign = run.contains(|c: char| "~!@#%^&|`?".contains(c));
    let length = if may_end_in_sign { run.len() } else { run.trim_end_matches(['+', '-']).len() };
    length.max(1)
}
