//! Strings and quoted identifiers: where they end.

use crate::sql::{
    DollarQuotes, StringEscapes, Syntax,
    cursor::Cursor,
    lex::{Unclosed, is_space, is_word, is_word_start},
};

/// Whether a backslash escapes in a string whose first byte (of the prefix, if it has one) is `first`.
pub(super) fn escapes(syntax: Syntax, first: Option<u8>, prefix: usize) -> bool {
    match syntax.escapes {
        StringEscapes::Doubling => false,
        StringEscapes::Always => true,
        StringEscapes::Prefixed => prefix == 1 && matches!(first, Some(b'e' | b'E')),
    }
}

/// Reads a string; the cursor is at its quote.
pub(super) fn string(cursor: &mut Cursor, quote: u8, escaped: bool, syntax: Syntax) -> Result<(), Unclosed> {
    if !escaped {
        return doubled(cursor, quote, quote);
    }
    with_escapes(cursor, quote)?;
    // PostgreSQL goes on with an E-string after a line break, by the same rules.
    while syntax.escapes == StringEscapes::Prefixed
        && let Some(gap) = continuation(cursor.rest(), quote)
    {
        cursor.bump(gap);
        with_escapes(cursor, quote)?;
    }
    Ok(())
}

fn with_escapes(cursor: &mut Cursor, quote: u8) -> Result<(), Unclosed> {
    cursor.bump(1);
    loop {
        cursor.bump_while(|byte| byte != quote && byte != b'\\');
        match cursor.peek(0) {
            None => return Err(Unclosed::Quote(char::from(quote))),
            Some(b'\\') => cursor.bump(2),
            Some(_) if cursor.peek(1) == Some(quote) => cursor.bump(2),
            Some(_) => {
                cursor.bump(1);
                return Ok(());
            }
        }
    }
}

/// Bytes of white space with a line break, and of comments in it, before a quote that goes on with a string.
fn continuation(rest: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    let mut newline = false;
    loop {
        match *rest.get(at)? {
            byte if byte == quote => return newline.then_some(at),
            b'\n' | b'\r' => newline = true,
            byte if is_space(byte) => {}
            b'-' if rest.get(at + 1) == Some(&b'-') => {
                at += rest.get(at..)?.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
                continue;
            }
            _ => return None,
        }
        at += 1;
    }
}

/// Reads what is quoted from `open` to `close`, which is doubled to stand for itself; the cursor is at its quote.
pub(super) fn doubled(cursor: &mut Cursor, open: u8, close: u8) -> Result<(), Unclosed> {
    cursor.bump(1);
    loop {
        cursor.bump_while(|byte| byte != close);
        match (cursor.peek(0), cursor.peek(1)) {
            (None, _) => return Err(Unclosed::Quote(char::from(open))),
            (_, Some(next)) if next == close => cursor.bump(2),
            _ => {
                cursor.bump(1);
                return Ok(());
            }
        }
    }
}

/// Reads `[name]`, in which nothing can be escaped; the cursor is at `[`.
pub(super) fn bracketed(cursor: &mut Cursor) -> Result<(), Unclosed> {
    cursor.bump_while(|byte| byte != b']');
    if cursor.is_done() {
        return Err(Unclosed::Quote('['));
    }
    cursor.bump(1);
    Ok(())
}

/// Reads a dollar-quoted string, if one starts at the cursor, which is at a `$` outside of a word.
pub(super) fn dollar(cursor: &mut Cursor, syntax: Syntax) -> Option<Result<(), Unclosed>> {
    if syntax.dollar_quotes == DollarQuotes::None {
        return None;
    }
    let tag = cursor.slice(cursor.at(), cursor.at() + dollar_tag(cursor.rest())?);
    cursor.bump(tag.len());
    if cursor.bump_past(tag) {
        return Some(Ok(()));
    }
    cursor.bump_to_end();
    Some(Err(Unclosed::DollarQuote))
}

/// Bytes of the tag `$name$` at the start of `rest`.
pub(in crate::sql) fn dollar_tag(rest: &[u8]) -> Option<usize> {
    let name = rest.get(1..)?;
    let length = name.iter().position(|&byte| byte == b'$' || !is_word(byte))?;
    let is_tag =
        name.get(length) == Some(&b'$') && name.first().is_some_and(|&b| b == b'$' || is_word_start(b));
    is_tag.then_some(length + 2)
}
