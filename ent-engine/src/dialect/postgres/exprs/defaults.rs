//! Defaults, whose constants take the type of the column.

use super::literals;
use crate::dialect::{Postgres, TypeFamily, Types};
use crate::expr::{self, Node};
use crate::model::DataType;

/// Whether two defaults of a column of type `ty` are the same value or expression.
pub(super) fn same(dialect: &Postgres, ty: &DataType, previous: &str, next: &str) -> bool {
    match (value(dialect, ty, previous), value(dialect, ty, next)) {
        (Some(previous), Some(next)) => previous == next || is_told_by_word(dialect, ty, [&previous, &next]),
        (None, None) => expr::same(dialect, previous, next),
        _ => false,
    }
}

/// Whether one is a word for the moment at which it is said (`'now'`), and the other a moment: the server keeps that in place
/// of the word, and which it was is in no text.
fn is_told_by_word(dialect: &Postgres, ty: &DataType, values: [&Node; 2]) -> bool {
    let is_word = |node: &Node| {
        let Node::Text(text) = node else { return false };
        let word = text.trim().trim_end_matches("()").to_ascii_lowercase();
        ["now", "today", "tomorrow", "yesterday"].contains(&word.as_str())
    };
    let is_moment = |node: &Node| matches!(node, Node::Text(text) if text.starts_with(|first: char| first.is_ascii_digit()));
    let [previous, next] = values;
    dialect.type_family(ty) == TypeFamily::Time
        && (is_word(previous) && is_moment(next) || is_moment(previous) && is_word(next))
}

/// The constant that the default is, as a value of the column.
fn value(dialect: &Postgres, ty: &DataType, text: &str) -> Option<Node> {
    let node = match expr::simple(dialect, text)? {
        // One cast only: `'now'::text::date` is today, whenever that is.
        Node::Cast { node, implied: true, .. } => *node,
        // The column has its own collation.
        Node::Op(name, mut parts)
            if name == "collate" && parts.first().is_some_and(|part| part.without_casts().is_literal()) =>
        {
            match parts.remove(0) {
                Node::Cast { node, implied: true, .. } => *node,
                node => node,
            }
        }
        node => node,
    };
    if !node.is_literal() {
        return None;
    }
    let is_number = dialect.type_family(ty).is_number() || ty.name == "oid";
    let bare = DataType { args: Vec::new(), ..ty.clone() };
    Some(match node {
        Node::Number(digits) if is_number => number(ty, &digits),
        Node::Number(digits) if dialect.type_family(ty) == TypeFamily::Text => Node::Text(digits),
        Node::Text(text) => match strip(literals::as_type(&text, &bare.to_string())) {
            Node::Number(digits) => number(ty, &digits),
            other => other,
        },
        other => other,
    })
}

/// The number without zeros that say nothing, rounded where the column has a scale.
fn number(ty: &DataType, digits: &str) -> Node {
    let scale = match (ty.name.as_str(), ty.args.as_slice()) {
        ("numeric", [_, scale]) => scale.parse().ok(),
        ("numeric", [_]) | ("smallint" | "integer" | "bigint", _) => Some(0),
        _ => None,
    };
    let number = match scale {
        Some(scale) => expr::rounded(digits, scale),
        None => expr::decimal(digits),
    };
    Node::Number(number.unwrap_or_else(|| digits.to_owned()))
}

fn strip(node: Node) -> Node {
    match node {
        Node::Cast { node, .. } => *node,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_for_a_moment_is_the_moment_that_the_server_keeps() {
        let postgres = Postgres::new(crate::dialect::Version::default());
        let same = |ty: &str, previous: &str, next: &str| {
            same(&postgres, &postgres.parse_type(ty).unwrap(), previous, next)
        };
        let moment = "'2026-11-23 15:46:02.1+00'::timestamp with time zone";
        assert!(same("timestamptz", moment, "'now()'"));
        assert!(same("timestamptz", "'NOW'", moment));
        assert!(same("date", "'2026-11-23'::date", "'today'"));
        assert!(!same("timestamptz", moment, "now()"));
        assert!(!same("timestamptz", "'infinity'", "'now'"));
        assert!(!same("date", "'today'", "'yesterday'"));
        assert!(!same("text", "'2026'", "'now'"));
    }
}
