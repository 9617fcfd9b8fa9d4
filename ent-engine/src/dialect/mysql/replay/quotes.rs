//! Names in double quotes, which only some modes read as names.

use std::borrow::Cow;

use crate::sql::{DoubleQuotes, StringEscapes, Syntax, TokenKind, Tokens, identifier_value};

/// The statement with its names in backticks, which every mode reads alike. Bodies of stored programs stay as they are:
/// the server keeps their text, and the mode with it.
pub(super) fn in_backticks(sql: Cow<'_, str>, syntax: Syntax) -> Cow<'_, str> {
    if syntax.double_quotes != DoubleQuotes::Identifier || !sql.contains('"') || is_program(&sql, syntax) {
        return sql;
    }
    let mut text = String::with_capacity(sql.len());
    let mut done = 0;
    for token in Tokens::new(&sql, syntax) {
        if token.kind == TokenKind::QuotedIdentifier && token.text.starts_with('"') {
            text.push_str(sql.get(done..token.offset).unwrap_or_default());
            text.push_str(&format!("`{}`", identifier_value(token.text, syntax).replace('`', "``")));
            done = token.end();
        }
    }
    text.push_str(sql.get(done..).unwrap_or_default());
    Cow::Owned(text)
}

/// The expression as every mode reads it alike: under NO_BACKSLASH_ESCAPES a backslash is a character.
pub(super) fn escaped(sql: &str, syntax: Syntax) -> Cow<'_, str> {
    if syntax.escapes != StringEscapes::Doubling || !sql.contains('\\') {
        return Cow::Borrowed(sql);
    }
    let mut text = String::with_capacity(sql.len() + 8);
    let mut done = 0;
    for token in Tokens::new(sql, syntax).filter(|token| token.kind == TokenKind::String) {
        text.push_str(sql.get(done..token.offset).unwrap_or_default());
        text.push_str(&token.text.replace('\\', "\\\\"));
        done = token.end();
    }
    text.push_str(sql.get(done..).unwrap_or_default());
    Cow::Owned(text)
}

/// Whether the statement makes a stored program.
fn is_program(sql: &str, syntax: Syntax) -> bool {
    let mut tokens = Tokens::new(sql, syntax);
    if !tokens.next().is_some_and(|token| token.is_word("CREATE")) {
        return false;
    }
    tokens.take_while(|token| !token.is_symbol("(") && !token.is_word("AS")).any(|token| {
        ["TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "PACKAGE"].iter().any(|word| token.is_word(word))
    })
}
