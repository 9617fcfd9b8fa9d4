//! Expressions by what they mean: SQL is read with `sqlparser` into a small tree, the dialect
//! rewrites the tree to one form, and two trees are compared.
//!
//! A server adds to what it is given: casts that say what was clear anyway, the table before the
//! column. What may have been added is marked *implied*. The canonical text leaves it out, so that
//! it is the same for every spelling; a comparison takes what is on one side only for implied, and
//! never takes two different casts or qualifiers for the same.

mod aliases;
mod depth;
mod literal;
mod matches;
mod node;
mod query;
mod read;
mod rules;
mod words;

use crate::dialect::NamedQuery;

pub(crate) use literal::{decimal, plain_number, rounded};
pub(crate) use node::Node;
pub(crate) use rules::Rules;

/// The text of an expression or query in one form for all its spellings. What can't be read is
/// compared by its words.
pub(crate) fn canonical(rules: &dyn Rules, text: &str) -> String {
    let mut words = text.to_owned();
    // Without its comments or its outer parentheses a text may be readable after all.
    for _ in 0..MOST_ROUNDS {
        let read = || read::read(rules, &words).map(|node| node.canonical(rules));
        if let Some(canonical) = depth::with_room(&[&words], read) {
            return canonical;
        }
        let next = words::canonical(rules, &words);
        if next == words {
            break;
        }
        words = next;
    }
    words
}

/// How often a text is put in words until nothing changes; one round does, but for odd comments.
const MOST_ROUNDS: usize = 4;

/// Whether two expressions or queries mean the same.
pub(crate) fn same(rules: &dyn Rules, previous: &str, next: &str) -> bool {
    same_by([rules, rules], previous, next)
}

/// The same, each read by rules of its own.
fn same_by(rules: [&dyn Rules; 2], previous: &str, next: &str) -> bool {
    let read = |at: usize, text| read::read(rules[at], text);
    let compare = || Some(matches::matches(rules[1], &read(0, previous)?, &read(1, next)?));
    depth::with_room(&[previous, next], compare)
        .unwrap_or_else(|| canonical(rules[0], previous) == canonical(rules[1], next))
}

/// Whether two queries mean the same when their columns have the names that are given.
pub(crate) fn same_query(rules: &dyn Rules, previous: NamedQuery<'_>, next: NamedQuery<'_>) -> bool {
    same_query_by([rules, rules], previous, next)
}

/// The same, each read by rules of its own.
pub(crate) fn same_query_by(rules: [&dyn Rules; 2], previous: NamedQuery<'_>, next: NamedQuery<'_>) -> bool {
    let reads_rows = [&previous, &next].iter().any(|query| query.query.as_str().contains("\"*VALUES*\""));
    let lists_rows = reads_rows || previous.names != next.names;
    let named = |rules: &dyn Rules, query: NamedQuery<'_>| {
        let node = read::read_query(rules, query.query.as_str())?;
        // A view over rows that are listed is over a table of theirs, whose columns have the names.
        let node = match query::listed(&node).filter(|_| lists_rows) {
            Some(columns) => {
                let text = query.query.as_str().trim();
                read::read(rules, &format!("SELECT {columns} FROM ({text}) \"*VALUES*\""))?
            }
            None => node,
        };
        let name = |name: &String| rules.name(&sqlparser::ast::Ident::with_quote('"', name));
        Some(query::named(node, &query.names.iter().map(name).collect::<Vec<_>>()))
    };
    let compare = || Some(matches::matches(rules[1], &named(rules[0], previous)?, &named(rules[1], next)?));
    let texts = [previous.query.as_str(), next.query.as_str()];
    depth::with_room(&texts, compare).unwrap_or_else(|| {
        (previous.names == next.names || previous.names.is_empty() || next.names.is_empty())
            && same_by(rules, texts[0], texts[1])
    })
}

/// The tree of an expression, rewritten by the dialect; `None` where it can't be read or is too
/// deep for one that is simple, such as a constant.
pub(crate) fn simple(rules: &dyn Rules, text: &str) -> Option<Node> {
    if depth::is_shallow(text) { read::read(rules, text) } else { None }
}
