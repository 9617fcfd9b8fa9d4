//! Constructs of SQLite that mean the same.

use crate::expr::Node;

/// The one form of a node whose parts have theirs.
pub(super) fn rewrite(node: Node) -> Node {
    match node {
        Node::Number(digits) => Node::Number(digits),
        Node::Op(name, mut parts) => match name.as_str() {
            "==" => Node::op("=", parts),
            "is not null" | "notnull" => not(Node::op("is null", parts)),
            "is not distinct from" => Node::op("is", parts),
            "is distinct from" => not(Node::op("is", parts)),
            "and" | "or" => {
                let mut members = Vec::new();
                for part in parts {
                    match part {
                        Node::Op(inner, parts) if inner == name => members.extend(parts),
                        other => members.push(other),
                    }
                }
                Node::Op(name, members)
            }
            "not" if parts.len() == 1 => not(parts.remove(0)),
            _ => match name.strip_prefix("not ") {
                Some(positive) => not(Node::op(positive, parts)),
                None => Node::Op(name, parts),
            },
        },
        Node::Call(path, args) => match path.as_slice() {
            [name] if name == "substring" => Node::call("substr", args),
            [name] if name == "ifnull" => Node::call("coalesce", args),
            _ => Node::Call(path, args),
        },
        other => other,
    }
}

fn not(node: Node) -> Node {
    Node::op("not", vec![node])
}
