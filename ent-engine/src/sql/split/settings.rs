//! Settings in a file that change how the rest of it is read.

use std::collections::BTreeMap;
use std::iter::Peekable;

use crate::sql::{Client, DoubleQuotes, StringEscapes, Syntax, Token, TokenKind, string_value};

/// The settings of a file.
#[derive(Debug)]
pub(super) struct Settings {
    /// The rules that the file started with: a setting to a value that can't be read off goes back to them.
    initial: Syntax,
    /// The rules under the modes that a variable of the user keeps (`SET @saved = @@sql_mode`).
    kept: BTreeMap<String, Syntax>,
}

impl Settings {
    /// The settings of a file that starts with these rules.
    pub(super) fn new(initial: Syntax) -> Self {
        Self { initial, kept: BTreeMap::new() }
    }

    /// The rules after the statement `SET ...` of these tokens.
    pub(super) fn after<'a>(&mut self, tokens: impl Iterator<Item = Token<'a>>, current: Syntax) -> Syntax {
        match self.initial.client {
            Client::Psql => after_postgres(tokens, current, self.initial),
            Client::MySql => self.after_mysql(tokens, current),
            Client::None | Client::Sqlite => current,
        }
    }

    fn after_mysql<'a>(&mut self, tokens: impl Iterator<Item = Token<'a>>, current: Syntax) -> Syntax {
        let mut next = current;
        let mut tokens = tokens.peekable();
        let mut is_global = false;
        while let Some(token) = tokens.next() {
            if token.is_word("GLOBAL") {
                is_global = true;
            }
            let (is_mode, kept) = (is_sql_mode(&token), variable(&token));
            if !is_mode && kept.is_none()
                || tokens.next_if(|token| token.is_symbol("=") || token.is_symbol(":=")).is_none()
            {
                continue;
            }
            if let Some(name) = kept {
                // All values of one statement are taken before any is set.
                match tokens.next_if(is_sql_mode) {
                    Some(_) => self.kept.insert(name, current),
                    None => self.kept.remove(&name),
                };
                continue;
            }
            let value = value(&mut tokens);
            if !std::mem::take(&mut is_global) {
                next = self.under_modes(&value, current);
            }
        }
        next
    }

    /// The rules under the modes that a value's strings name.
    fn under_modes(&self, value: &[Token], current: Syntax) -> Syntax {
        let initial = match value {
            [only] => variable(only).and_then(|name| self.kept.get(&name)).unwrap_or(&self.initial),
            _ => &self.initial,
        };
        // A mode may stand without quotes.
        let is_word =
            |part: &Token| value.len() == 1 && part.kind == TokenKind::Word && !part.is_word("DEFAULT");
        let is_cut = value.iter().any(|part| part.is_word("REPLACE"));
        let modes: Vec<_> = value
            .iter()
            .filter(|_| !is_cut)
            .filter(|part| part.kind == TokenKind::String || is_word(part))
            .map(|part| part.text.to_ascii_uppercase())
            .collect();
        if modes.is_empty() {
            return Syntax { escapes: initial.escapes, double_quotes: initial.double_quotes, ..current };
        }
        let has = |mode: &str| modes.iter().any(|text| text.contains(mode));
        let escapes =
            if has("NO_BACKSLASH_ESCAPES") { StringEscapes::Doubling } else { StringEscapes::Always };
        // The combined modes that hold ANSI_QUOTES (MySQL manual 5.1.11, MariaDB "SQL_MODE").
        let ansi = ["ANSI", "ORACLE", "POSTGRESQL", "DB2", "MSSQL", "MAXDB"].iter().any(|mode| has(mode));
        let double_quotes = if ansi { DoubleQuotes::Identifier } else { DoubleQuotes::String };
        Syntax { escapes, double_quotes, ..current }
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

/// What one setting is set to: all before the comma after it.
fn value<'a>(tokens: &mut Peekable<impl Iterator<Item = Token<'a>>>) -> Vec<Token<'a>> {
    let (mut value, mut depth) = (Vec::new(), 0_usize);
    while let Some(part) = tokens.next_if(|token| depth > 0 || !token.is_symbol(",")) {
        match part.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        value.push(part);
    }
    value
}

/// The name of a variable of the user.
fn variable(token: &Token) -> Option<String> {
    let is_user = token.kind == TokenKind::Variable && !token.text.starts_with("@@");
    is_user.then(|| token.text.to_ascii_lowercase())
}
