//! What a statement names.

use std::collections::BTreeMap;

use sqlparser::keywords::ALL_KEYWORDS;

use crate::dialect::Dialect;
use crate::sql::{Syntax, TokenKind, Tokens, identifier_value, string_value};

/// Longest string that is looked into: `'app.counter'` names something, a text for people does not.
const MAX_NAME: usize = 150;

/// The names that are known so far, with the places of those who have them.
///
/// A name counts wherever it stands, as that of a column too: one need too many only settles an order that would
/// do anyway.
pub(super) struct Mentions {
    syntax: Syntax,
    fold: fn(&str) -> String,
    places: BTreeMap<String, Vec<usize>>,
}

impl Mentions {
    pub(super) fn new(dialect: &dyn Dialect) -> Self {
        Self { syntax: dialect.syntax(), fold: dialect.fold(), places: BTreeMap::new() }
    }

    /// The thing at `at` has this name, after which a signature may follow.
    pub(super) fn add(&mut self, name: &str, at: usize) {
        let bare = name.split('(').next().unwrap_or(name).trim_end();
        // `text search configuration english`: the last word is the name.
        for name in [bare, bare.rsplit(' ').next().unwrap_or(bare)] {
            let places = self.places.entry(self.key(name)).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }

    /// Places of all that `sql` names. Bodies in dollar quotes are read when they are run.
    pub(super) fn of(&self, sql: &str) -> impl Iterator<Item = usize> {
        let mut found = Vec::new();
        self.collect(sql, &mut found);
        found.sort_unstable();
        found.dedup();
        found.into_iter()
    }

    /// A name as it is looked for: as it is where bare names are folded, without regard to case elsewhere.
    fn key(&self, name: &str) -> String {
        if (self.fold)("A") == "A" { name.to_lowercase() } else { name.to_owned() }
    }

    fn collect(&self, sql: &str, found: &mut Vec<usize>) {
        for token in Tokens::new(sql, self.syntax) {
            let name = match token.kind {
                TokenKind::Word if is_keyword(token.text) => continue,
                TokenKind::Word => self.key(&(self.fold)(token.text)),
                TokenKind::QuotedIdentifier => self.key(&identifier_value(token.text, self.syntax)),
                TokenKind::String if token.text.starts_with('\'') && token.text.len() < MAX_NAME => {
                    let value = string_value(token.text, self.syntax);
                    if !value.contains('\'') {
                        self.collect(&value, found);
                    }
                    continue;
                }
                // `OPERATOR(=~)`, and the operator of an expression.
                TokenKind::Symbol => token.text.to_owned(),
                _ => continue,
            };
            found.extend(self.places.get(&name).into_iter().flatten());
        }
    }
}

/// Whether a word is meant as a keyword: one in capitals (`LANGUAGE`, `NO ACTION`), which a table may well be called.
fn is_keyword(word: &str) -> bool {
    ALL_KEYWORDS.binary_search(&word).is_ok()
}
