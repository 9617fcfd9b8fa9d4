//! The value of a quoted token.

use std::borrow::Cow;

use super::{StringEscapes, Syntax};

/// The name that an identifier token spells, without its quotes, by the syntax it was read with.
///
/// Folding the case of plain words is the dialect's affair.
pub fn identifier_value(text: &str, syntax: Syntax) -> Cow<'_, str> {
    match whole_identifier(text) {
        Cow::Borrowed(name) => Cow::Borrowed(syntax.fit_name(name)),
        Cow::Owned(mut name) => {
            name.truncate(syntax.fit_name(&name).len());
            Cow::Owned(name)
        }
    }
}

/// The longest start of `text` that has at most `limit` bytes and whole characters.
pub(crate) fn clip(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let end = (0..=limit).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

fn whole_identifier(text: &str) -> Cow<'_, str> {
    let unicode = text.get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case("u&"));
    let quoted = if unicode { text.get(2..).unwrap_or_default() } else { text };
    let inner = match quoted.as_bytes().first() {
        Some(b'"') => undouble(unquote(quoted, '"', '"'), "\""),
        Some(b'`') => undouble(unquote(quoted, '`', '`'), "`"),
        Some(b'[') => Cow::Borrowed(unquote(quoted, '[', ']')),
        _ => return Cow::Borrowed(text),
    };
    if unicode { Cow::Owned(unicode_escapes(&inner)) } else { inner }
}

/// The value of a string token, by the syntax it was read with; a text that is no string comes back as it stands.
///
/// Bit and hexadecimal strings (`B'01'`, `X'ff'`) give their digits.
pub fn string_value(text: &str, syntax: Syntax) -> Cow<'_, str> {
    if text.starts_with('$') {
        return Cow::Borrowed(dollar_value(text));
    }
    let Some(at) = text.find(['\'', '"']) else {
        return Cow::Borrowed(text);
    };
    let (prefix, quoted) = text.split_at(at);
    let quote = if quoted.starts_with('"') { '"' } else { '\'' };
    let inner = unquote(quoted, quote, quote);
    let escaped = match syntax.escapes {
        StringEscapes::Doubling => false,
        StringEscapes::Always => true,
        StringEscapes::Prefixed => prefix.eq_ignore_ascii_case("e"),
    };
    if prefix.eq_ignore_ascii_case("u&") {
        return Cow::Owned(unicode_escapes(&undouble(inner, "'")));
    }
    if !escaped || !inner.contains('\\') {
        return undouble(inner, if quote == '"' { "\"" } else { "'" });
    }
    Cow::Owned(if prefix.eq_ignore_ascii_case("e") { c_escapes(inner) } else { mysql_escapes(inner, quote) })
}

fn unquote(text: &str, open: char, close: char) -> &str {
    let inner = text.strip_prefix(open).unwrap_or(text);
    inner.strip_suffix(close).unwrap_or(inner)
}

fn undouble<'a>(inner: &'a str, quote: &str) -> Cow<'a, str> {
    let doubled = quote.repeat(2);
    if inner.contains(&doubled) { Cow::Owned(inner.replace(&doubled, quote)) } else { Cow::Borrowed(inner) }
}

fn dollar_value(text: &str) -> &str {
    let Some(length) = text.get(1..).and_then(|rest| rest.find('$')).map(|at| at + 2) else {
        return text;
    };
    let (tag, rest) = text.split_at(length);
    rest.strip_suffix(tag).unwrap_or(rest)
}

/// Reads the escapes of MySQL (manual, 9.1.1): `\%` and `\_` keep their backslash.
fn mysql_escapes(inner: &str, quote: char) -> String {
    let mut value = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('0') => value.push('\0'),
                Some('b') => value.push('\u{8}'),
                Some('n') => value.push('\n'),
                Some('r') => value.push('\r'),
                Some('t') => value.push('\t'),
                Some('Z') => value.push('\u{1A}'),
                Some(kept @ ('%' | '_')) => value.extend(['\\', kept]),
                Some(other) => value.push(other),
                None => {}
            },
            c if c == quote => {
                chars.next_if_eq(&quote);
                value.push(c);
            }
            c => value.push(c),
        }
    }
    value
}

/// Reads the escapes of `E'...'` (PostgreSQL manual, 4.1.2.2). An escape for a byte beyond ASCII becomes the
/// character of that number, since a value here is text.
fn c_escapes(inner: &str) -> String {
    let mut value = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let (escape, length) = c_escape(rest);
                value.extend(escape);
                rest = &rest[length..];
            }
            '\'' => {
                rest = rest.strip_prefix('\'').unwrap_or(rest);
                value.push(c);
            }
            c => value.push(c),
        }
    }
    value
}

/// The character that an escape stands for and the bytes it takes after the backslash.
fn c_escape(rest: &str) -> (Option<char>, usize) {
    let digits = |from: usize, most: usize, radix: u32| {
        let run = rest.get(from..).unwrap_or_default().bytes();
        run.take(most).take_while(|&byte| char::from(byte).is_digit(radix)).count()
    };
    let number = |from: usize, length: usize, radix: u32| {
        (
            u32::from_str_radix(rest.get(from..from + length).unwrap_or_default(), radix)
                .ok()
                .and_then(char::from_u32),
            from + length,
        )
    };
    match rest.chars().next() {
        None => (None, 0),
        Some('b') => (Some('\u{8}'), 1),
        Some('f') => (Some('\u{C}'), 1),
        Some('n') => (Some('\n'), 1),
        Some('r') => (Some('\r'), 1),
        Some('t') => (Some('\t'), 1),
        Some('0'..='7') => number(0, digits(0, 3, 8), 8),
        Some('x') if digits(1, 2, 16) > 0 => number(1, digits(1, 2, 16), 16),
        Some('u') if digits(1, 4, 16) == 4 => number(1, 4, 16),
        Some('U') if digits(1, 8, 16) == 8 => number(1, 8, 16),
        Some(other) => (Some(other), other.len_utf8()),
    }
}

/// Reads the escapes of `U&'...'` with the default escape character: `\0041`, `\+000041` and `\\`.
fn unicode_escapes(inner: &str) -> String {
    let mut value = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('\\') {
        value.push_str(before);
        let (from, length) = if after.starts_with('+') { (1, 6) } else { (0, 4) };
        let code = after.get(from..from + length).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                value.push(c);
                rest = &after[from + length..];
            }
            None => {
                value.push('\\');
                rest = after.strip_prefix('\\').unwrap_or(after);
            }
        }
    }
    value.push_str(rest);
    value
}
