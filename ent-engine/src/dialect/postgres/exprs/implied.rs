//! Which casts the server may have added.

use crate::expr::Node;

/// Types to which a value of another type of the family is cast to fit an operator or a function.
const FITTED: &[&str] = &[
    "bpchar",
    "character varying",
    "character varying[]",
    "double precision",
    "inet",
    "name",
    "numeric",
    "oid",
    "text",
    "text[]",
    "timestamp",
    "timestamptz",
];

/// To these an argument of a function is cast as well; operators have forms for every integer. A time becomes an interval.
const FITTED_ARGUMENTS: &[&str] = &["bigint", "bit", "integer", "interval", "real"];

/// Marks the casts that may be the server's: on a constant any without a length, elsewhere those
/// that make a value fit.
pub(super) fn mark(node: Node) -> Node {
    match node {
        Node::Cast { node, ty, .. } => {
            let implied = if is_constant(&node) {
                !ty.contains('(')
            } else {
                FITTED.contains(&ty.as_str()) && !is_number_to_text(&node, &ty)
            };
            Node::Cast { node, ty, implied }
        }
        Node::Op(name, parts) if name == "%" => Node::Op(name, remainder(parts)),
        Node::Call(path, args) => Node::Call(path, args.into_iter().map(argument).collect()),
        other => other,
    }
}

/// There is a remainder of two numbers of one type only: what is cast to that of a constant beside it may be cast by
/// the server.
fn remainder(parts: Vec<Node>) -> Vec<Node> {
    let constants = parts.iter().filter_map(|part| match part {
        Node::Cast { node, ty, .. } if is_constant(node) => Some(ty.clone()),
        Node::Number(digits) if digits.parse::<i32>().is_ok() => Some("integer".to_owned()),
        _ => None,
    });
    let beside: Vec<String> = constants.collect();
    let fitted = |part| match part {
        Node::Cast { node, ty, .. } if beside.contains(&ty) => Node::Cast { node, ty, implied: true },
        other => other,
    };
    parts.into_iter().map(fitted).collect()
}

fn argument(arg: Node) -> Node {
    match arg {
        Node::Cast { node, ty, .. } if FITTED_ARGUMENTS.contains(&ty.as_str()) => {
            Node::Cast { node, ty, implied: true }
        }
        other => other,
    }
}

/// A constant, or an array of constants.
fn is_constant(node: &Node) -> bool {
    match node.without_casts() {
        Node::Op(name, items) if name == "array" => items.iter().all(is_constant),
        Node::Column(_) => false,
        other => other.is_literal(),
    }
}

/// A number never becomes a text by itself.
fn is_number_to_text(node: &Node, ty: &str) -> bool {
    let arithmetic = |name: &str| matches!(name, "+" | "-" | "*" | "/" | "%");
    match node {
        Node::Op(name, _) => ty == "text" && arithmetic(name),
        Node::Cast { ty: inner, .. } => {
            ty == "text" && matches!(inner.as_str(), "integer" | "bigint" | "smallint")
        }
        Node::Call(path, _) => {
            ty == "text"
                && path.last().is_some_and(|name| {
                    matches!(
                        name.as_str(),
                        "random" | "current_timestamp" | "gen_random_uuid" | "uuid_generate_v4"
                    )
                })
        }
        _ => false,
    }
}
