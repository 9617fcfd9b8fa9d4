//! Carried objects by what their statements say, so that the text a user wrote and the one a server prints come out
//! equal.

use std::collections::{BTreeMap, BTreeSet};

use super::{Exprs, NamedQuery};
use crate::model::Expr;
use crate::sql::{Syntax, Token, TokenKind, identifier_value, string_value};

/// One clause of a statement.
#[derive(Clone, Debug)]
pub(crate) enum Clause {
    /// Words in one spelling, or a text that is kept as it is.
    Words(String),
    /// An expression.
    Expr(Expr),
    /// A query.
    Query(Expr),
}

impl Clause {
    fn same(&self, other: &Self, exprs: &dyn Exprs) -> bool {
        match (self, other) {
            (Self::Words(one), Self::Words(other)) => one == other,
            (Self::Expr(one), Self::Expr(other)) => exprs.same_expr(one, other),
            (Self::Query(one), Self::Query(other)) => {
                let query = |query| NamedQuery { query, names: &[], modes: None };
                exprs.same_query(query(one), query(other))
            }
            _ => false,
        }
    }
}

/// The clauses of a statement, by what each is about. What is at its default is left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape(BTreeMap<String, Clause>);

impl Shape {
    pub(crate) fn words(&mut self, about: impl Into<String>, words: impl Into<String>) {
        self.0.insert(about.into(), Clause::Words(words.into()));
    }

    /// Takes over what another shape says.
    pub(crate) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(crate) fn expr(&mut self, about: impl Into<String>, text: &str) {
        self.0.insert(about.into(), Clause::Expr(Expr::new(text.trim())));
    }

    pub(crate) fn query(&mut self, about: impl Into<String>, text: &str) {
        self.0.insert(about.into(), Clause::Query(Expr::new(text.trim())));
    }

    /// Says of something else what is said of this.
    pub(crate) fn rename(&mut self, about: &str, next: String) {
        if let Some(clause) = self.0.remove(about) {
            self.0.insert(next, clause);
        }
    }

    pub(crate) fn remove(&mut self, about: &str) {
        self.0.remove(about);
    }

    /// The words that are said about something.
    pub(crate) fn word(&self, about: &str) -> Option<&str> {
        match self.0.get(about)? {
            Clause::Words(words) => Some(words),
            Clause::Expr(_) | Clause::Query(_) => None,
        }
    }

    /// What is said anything about.
    pub(crate) fn abouts(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Keeps only clauses that are about something whose name begins so.
    pub(crate) fn keep(&mut self, about: &[&str]) {
        self.0.retain(|other, _| about.iter().any(|about| other.starts_with(about)));
    }

    /// Takes out all clauses that are about something whose name begins so.
    pub(crate) fn remove_all(&mut self, about: &str) {
        self.0.retain(|other, _| !other.starts_with(about));
    }

    pub(crate) fn has(&self, about: &str) -> bool {
        self.0.contains_key(about)
    }

    /// The expression that is said about something.
    pub(crate) fn expression(&self, about: &str) -> Option<&Expr> {
        match self.0.get(about)? {
            Clause::Expr(expr) => Some(expr),
            Clause::Words(_) | Clause::Query(_) => None,
        }
    }

    /// What two statements say otherwise, or only one of them says anything about.
    pub(crate) fn differences<'s>(&'s self, other: &'s Self, exprs: &dyn Exprs) -> BTreeSet<&'s str> {
        let abouts = self.0.keys().chain(other.0.keys()).map(String::as_str);
        abouts
            .filter(|about| match (self.0.get(*about), other.0.get(*about)) {
                (Some(one), Some(other)) => !one.same(other, exprs),
                _ => true,
            })
            .collect()
    }

    /// Whether two statements say the same.
    pub(crate) fn same(&self, other: &Self, exprs: &dyn Exprs) -> bool {
        self.0.len() == other.0.len()
            && self
                .0
                .iter()
                .zip(&other.0)
                .all(|((about, one), (other_about, other))| about == other_about && one.same(other, exprs))
    }
}

/// Tokens with one blank between them: plain words in lower case, names without quotes, strings by their values, and
/// no name of a schema of `near` before a dot.
pub(crate) fn words(tokens: &[Token<'_>], syntax: Syntax, near: &[&str]) -> String {
    let plain: Vec<String> = tokens
        .iter()
        .map(|token| match token.kind {
            TokenKind::Word => token.text.to_lowercase(),
            TokenKind::QuotedIdentifier => identifier_value(token.text, syntax).into_owned(),
            TokenKind::String => format!("'{}'", string_value(token.text, syntax)),
            _ => token.text.to_owned(),
        })
        .collect();
    let mut out: Vec<&str> = Vec::with_capacity(plain.len());
    for (at, word) in plain.iter().enumerate() {
        let is_dot = |at: usize| plain.get(at).is_some_and(|word| word == ".");
        let is_near = |at: usize| plain.get(at).is_some_and(|word| near.contains(&word.as_str()));
        let goes = is_near(at) && is_dot(at + 1) || word == "." && at > 0 && is_near(at - 1);
        if !goes {
            out.push(word);
        }
    }
    out.join(" ")
}
