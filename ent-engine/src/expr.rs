//! Expressions by what they mean: SQL is read with `sqlparser` into a small tree, the dialect
//! rewrites the tree to one form, and two trees are compared.
//!
//! A server adds to what it is given: casts that say what was clear anyway, the table before the
//! column. What may have been added is marked *implied*. The canonical text leaves it out, so that
//! it is the same for every spelling; a comparison takes what is on one side only for implied, and
//! never takes two different casts or qualifiers for the same.

mod literal;
mod matches;
mod node;
mod query;
mod read;
mod rules;
mod words;

pub(crate) use literal::{decimal, plain_number, rounded};
pub(crate) use node::Node;
pub(crate) use rules::Rules;

/// The text of an expression or query in one form for all its spellings. What can't be read is
/// compared by its words.
pub(crate) fn canonical(rules: &dyn Rules, text: &str) -> String {
    match read::read(rules, text) {
        Some(node) => node.canonical(rules),
        None => words::canonical(rules, text),
    }
}

/// Whether two expressions or queries mean the same.
pub(crate) fn same(rules: &dyn Rules, previous: &str, next: &str) -> bool {
    match (read::read(rules, previous), read::read(rules, next)) {
        (Some(previous), Some(next)) => matches::matches(rules, &previous, &next),
        _ => words::canonical(rules, previous) == words::canonical(rules, next),
    }
}

/// The tree of an expression or query, rewritten by the dialect; `None` where it can't be read.
pub(crate) fn tree(rules: &dyn Rules, text: &str) -> Option<Node> {
    read::read(rules, text)
}
