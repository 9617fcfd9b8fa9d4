//! Settings in a file that change how the rest of it is read.

use crate::sql::{Client, DoubleQuotes, StringEscapes, Syntax, Token, TokenKind, string_value};

/// The rules after the statement `SET ...` of these tokens. `initial` are the rules that the file started with: a
/// setting to a value that can't be read off (`SET sql_mode = @saved`) goes back to them.
pub(super) fn after<'a>(tokens: impl Iterator<Item = Token<'a>>, current: Syntax, initial: Syntax) -> Syntax {
    match initial.client {
        Client::Psql => after_postgres(tokens, current, initial),
        Client::MySql => after_mysql(tokens, current, initial),
        Client::None | Client::Sqlite => current,
    }
}

fn after_postgres<'a>(tokens: impl Iterator<Item = Token<'a>>, current: Syntax, initial: Syntax) -> Syntax {
    let mut tokens = tokens.skip_while(|token| !token.is_word("standard_conforming_strings"));
    // The name, then `=` or `TO`.
    let Some(value) = tokens.nth(2) else {
        return current;
    };
    let escapes = match string_value(value.text, current).to_ascii_lowercase().as_str() {
        "on" | "true" | "yes" | "1" => StringEscapes::Prefixed,
        "off" | "false" | "no" | "0" => StringEscapes::Always,
        _ => initial.escapes,
    };
    Syntax { escapes, ..current }
}

fn after_mysql<'a>(tokens: impl Iterator<Item = Token<'a>>, current: Syntax, initial: Syntax) -> Syntax {
    let mut next = current;
    let mut tokens = tokens.peekable();
    let mut is_global = false;
    while let Some(token) = tokens.next() {
        if token.is_word("GLOBAL") {
            is_global = true;
        }
        if !is_sql_mode(&token)
            || tokens.next_if(|token| token.is_symbol("=") || token.is_symbol(":=")).is_none()
        {
            continue;
        }
        let mut value = Vec::new();
        while let Some(part) = tokens.next_if(|token| !is_sql_mode(token)) {
            value.push(part);
        }
        if !std::mem::take(&mut is_global) {
            next = under_modes(&value, current, initial);
        }
    }
    next
}

fn is_sql_mode(token: &Token) -> bool {
    let name = token.text.to_ascii_lowercase();
    match token.kind {
        TokenKind::Word | TokenKind::QuotedIdentifier => name.trim_matches('`') == "sql_mode",
        TokenKind::Variable => {
            matches!(name.as_str(), "@@sql_mode" | "@@session.sql_mode" | "@@local.sql_mode")
        }
        _ => false,
    }
}

/// The rules under the modes that a value's strings name.
fn under_modes(value: &[Token], current: Syntax, initial: Syntax) -> Syntax {
    // A mode may stand without quotes.
    let is_word = |part: &Token| value.len() == 1 && part.kind == TokenKind::Word && !part.is_word("DEFAULT");
    let modes: Vec<_> = value
        .iter()
        .filter(|part| part.kind == TokenKind::String || is_word(part))
        .map(|part| part.text.to_ascii_uppercase())
        .collect();
    if modes.is_empty() {
        return Syntax { escapes: initial.escapes, double_quotes: initial.double_quotes, ..current };
    }
    let has = |mode: &str| modes.iter().any(|text| text.contains(mode));
    let escapes = if has("NO_BACKSLASH_ESCAPES") { StringEscapes::Doubling } else { StringEscapes::Always };
    // The combined modes that hold ANSI_QUOTES (MySQL manual 5.1.11, MariaDB "SQL_MODE").
    let ansi = ["ANSI", "ORACLE", "POSTGRESQL", "DB2", "MSSQL", "MAXDB"].iter().any(|mode| has(mode));
    let double_quotes = if ansi { DoubleQuotes::Identifier } else { DoubleQuotes::String };
    Syntax { escapes, double_quotes, ..current }
}
