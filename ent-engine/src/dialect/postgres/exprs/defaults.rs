//! Defaults, whose constants take the type of the column.

use super::literals;
use crate::dialect::{Postgres, TypeFamily, Types};
use crate::expr::{self, Node};
use crate::model::DataType;

/// Whether two defaults of a column of type `ty` are the same value or expression.
pub(super) fn same(dialect: &Postgres, ty: &DataType, previous: &str, next: &str) -> bool {
    match (value(dialect, ty, previous), value(dialect, ty, next)) {
        (Some(previous), Some(next)) => previous == next,
        (None, None) => expr::same(dialect, previous, next),
        _ => false,
    }
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
