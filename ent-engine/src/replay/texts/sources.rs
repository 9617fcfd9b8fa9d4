//! The tables that queries read.

use super::Texts;
use crate::sql::{Token, TokenKind};

impl Texts<'_> {
    /// The tables that a query reads, as it names them, each once.
    pub fn tables_in(&self, query: &str) -> Vec<crate::replay::Name> {
        let tokens = self.tokens(query);
        let mut found: Vec<crate::replay::Name> = Vec::new();
        let mut named: Vec<String> = Vec::new();
        // One level for each open parenthesis.
        let mut levels = vec![Level::default()];
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let Some(level) = levels.last_mut() else { break };
            if token.is_symbol("(") {
                let inner = Level { expects: level.expects, ..Level::default() };
                level.expects = false;
                levels.push(inner);
            } else if token.is_symbol(")") {
                if levels.len() > 1 {
                    levels.pop();
                }
            } else if token.is_word("SELECT") {
                *level = Level { selects: true, ..Level::default() };
            } else if token.is_word("TABLE") && starts_query(&tokens, at) {
                *level = Level { expects: true, ..Level::default() };
            } else if level.expects && is_any(token, &["ONLY", "LATERAL", "TABLE"]) {
            } else if is_any(token, &["FROM", "JOIN", "USING"])
                && (level.selects || level.from || token.is_word("JOIN"))
            {
                let joins_by_columns = token.is_word("USING") && level.from;
                level.from = true;
                level.expects = !joins_by_columns;
            } else if token.is_symbol(",") && level.from && !level.on {
                level.expects = true;
            } else if is_any(
                token,
                &[
                    "WHERE",
                    "GROUP",
                    "ORDER",
                    "HAVING",
                    "LIMIT",
                    "UNION",
                    "EXCEPT",
                    "INTERSECT",
                    "WINDOW",
                    "FETCH",
                    "OFFSET",
                    "RETURNING",
                ],
            ) {
                level.from = false;
                level.expects = false;
            } else if token.is_word("AS")
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is_symbol("(") || is_any(next, &["MATERIALIZED", "NOT"]))
            {
                // A common table: its name stands before, with or without columns.
                if let Some(name) =
                    at.checked_sub(1).and_then(|at| tokens.get(at)).and_then(|token| self.name(token))
                {
                    named.push(name);
                }
            } else if level.expects {
                if let Some(name) = self.name(token) {
                    let mut full = crate::replay::Name::bare(name);
                    while tokens.get(at + 1).is_some_and(|next| next.is_symbol(".")) {
                        let Some(name) = tokens.get(at + 2).and_then(|token| self.name(token)) else { break };
                        full.schema = Some(std::mem::replace(&mut full.name, name));
                        at += 2;
                    }
                    let is_call = tokens.get(at + 1).is_some_and(|next| next.is_symbol("("));
                    if !(is_call
                        || found.contains(&full)
                        || full.schema.is_none() && named.contains(&full.name))
                    {
                        found.push(full);
                    }
                }
                if let Some(level) = levels.last_mut() {
                    level.expects = false;
                }
            }
            at += 1;
        }
        found
    }
}

/// Whether a token is one of these words.
fn is_any(token: &Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is_word(word))
}

/// Whether a query begins at a token: there, and not as a name, `TABLE t` stands for a SELECT.
fn starts_query(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let starts = before.is_none_or(|before| {
        before.is_symbol("(")
            || before.is_symbol(")")
            || is_any(before, &["UNION", "EXCEPT", "INTERSECT", "ALL", "DISTINCT"])
    });
    starts && tokens.get(at + 1).is_some_and(|next| next.kind != TokenKind::Symbol)
}

/// What is known inside of one pair of parentheses of a query.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    selects: bool,
    from: bool,
    on: bool,
    expects: bool,
}
