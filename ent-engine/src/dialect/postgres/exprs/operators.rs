//! Constructs of the language that the server turns into operators and functions.

use crate::dialect::Postgres;
use crate::dialect::Version;
use crate::expr::Node;

/// The form in which the server keeps a construct.
pub(super) fn rewrite(dialect: &Postgres, node: Node) -> Node {
    match node {
        Node::Op(name, parts) => construct(name, parts),
        Node::Call(path, args) => call(dialect, path, args),
        other => other,
    }
}

fn construct(name: String, parts: Vec<Node>) -> Node {
    let not = |node: Node| Node::op("not", vec![node]);
    match (name.as_str(), parts.as_slice()) {
        ("in" | "not in", [value, items @ ..]) => in_list(name == "not in", value, items),
        ("between", [value, low, high]) => and(vec![
            Node::op(">=", vec![value.clone(), low.clone()]),
            Node::op("<=", vec![value.clone(), high.clone()]),
        ]),
        ("not between", [value, low, high]) => or(vec![
            Node::op("<", vec![value.clone(), low.clone()]),
            Node::op(">", vec![value.clone(), high.clone()]),
        ]),
        ("like", _) => pattern("~~", parts),
        ("not like", _) => pattern("!~~", parts),
        ("ilike", _) => pattern("~~*", parts),
        ("not ilike", _) => pattern("!~~*", parts),
        ("similar to" | "not similar to", [value, pattern @ ..]) => {
            let pattern = Node::call("similar_to_escape", pattern.to_vec());
            Node::op(if name == "similar to" { "~" } else { "!~" }, vec![value.clone(), pattern])
        }
        ("is not distinct from", _) => not(Node::op("is distinct from", parts)),
        ("not exists", _) => not(Node::op("exists", parts)),
        ("not in query", _) => not(Node::op("in query", parts)),
        ("is not true" | "is not false" | "is not unknown", _) => {
            not(Node::Op(name.replacen("not ", "", 1), parts))
        }
        ("=" | "<>", [Node::Op(left, left_parts), Node::Op(right, right_parts)])
            if left == "row"
                && right == "row"
                && left_parts.len() == right_parts.len()
                && !left_parts.is_empty() =>
        {
            let pairs = left_parts.iter().zip(right_parts);
            let pairs = pairs
                .map(|(left, right)| Node::op(name.clone(), vec![left.clone(), right.clone()]))
                .collect();
            if name == "=" { and(pairs) } else { or(pairs) }
        }
        // What an operand has come to be is one list with the rest.
        ("and" | "or", _) => {
            let members = parts.into_iter().flat_map(|part| match part {
                Node::Op(other, members) if other == name => members,
                part => vec![part],
            });
            let members = members.collect();
            Node::Op(name, members)
        }
        ("prefix ~" | "prefix @" | "prefix |/" | "prefix ||/" | "prefix !!", _) => Node::Op(name, parts),
        // `INTERVAL '1' DAY` and `INTERVAL '1 day'`.
        ("interval", [value]) => Node::cast(value.clone(), "interval"),
        ("interval", [value, Node::Word(field)]) => with_fields(value, field),
        ("bits", [value]) => Node::cast(value.clone(), "bit"),
        _ => Node::Op(name, parts),
    }
}

/// An interval of one field, which is the unit where the text has none.
fn with_fields(value: &Node, field: &str) -> Node {
    let value = match value {
        Node::Text(text) if text.trim().bytes().all(|byte| byte.is_ascii_digit()) => {
            Node::Text(format!("{} {field}", text.trim()))
        }
        other => other.clone(),
    };
    Node::cast(value, format!("interval {field}"))
}

fn and(parts: Vec<Node>) -> Node {
    flat("and", parts)
}

fn or(parts: Vec<Node>) -> Node {
    flat("or", parts)
}

/// The list of conditions, one alone as it is.
fn flat(name: &str, mut parts: Vec<Node>) -> Node {
    if parts.len() == 1 { parts.remove(0) } else { Node::op(name, parts) }
}

/// `a IN (1, 2)` is `a = ANY (ARRAY[1, 2])`; members that are columns stand beside it
/// (`transformAExprIn` in the server's `parse_expr.c`).
fn in_list(negated: bool, value: &Node, items: &[Node]) -> Node {
    let operator = if negated { "<>" } else { "=" };
    let equals = |item: &Node| construct(operator.to_owned(), vec![value.clone(), item.clone()]);
    let (others, constants): (Vec<_>, Vec<_>) = items.iter().partition(|item| has_column(item));
    let is_row = matches!(value, Node::Op(name, _) if name == "row");
    let mut parts = Vec::new();
    if constants.len() > 1 && !is_row {
        let array = Node::op("array", constants.into_iter().cloned().collect());
        let kind = if negated { "all" } else { "any" };
        parts.push(Node::op(format!("{operator} {kind}"), vec![value.clone(), array]));
        parts.extend(others.into_iter().map(equals));
    } else {
        parts.extend(items.iter().map(equals));
    }
    flat(if negated { "and" } else { "or" }, parts)
}

fn has_column(node: &Node) -> bool {
    match node {
        Node::Column(_) => true,
        Node::Call(_, parts) | Node::Op(_, parts) => parts.iter().any(has_column),
        Node::Cast { node, .. } => has_column(node),
        _ => false,
    }
}

fn pattern(operator: &str, mut parts: Vec<Node>) -> Node {
    if parts.len() == 3 {
        let escape = parts.split_off(1);
        parts.push(Node::call("like_escape", escape));
    }
    Node::op(operator, parts)
}

/// Before version 14 EXTRACT and AT TIME ZONE were spellings of functions.
const OWN_CONSTRUCTS: Version = Version(14, 0, 0);

fn call(dialect: &Postgres, mut path: Vec<String>, mut args: Vec<Node>) -> Node {
    if path.first().is_some_and(|schema| schema == "pg_catalog") && path.len() > 1 {
        path.remove(0);
    }
    let [name] = path.as_slice() else { return Node::Call(path, args) };
    match (name.as_str(), args.len()) {
        // All three are the start of the transaction.
        ("now" | "transaction_timestamp", 0) => Node::call("current_timestamp", args),
        ("timezone", 2) => {
            args.swap(0, 1);
            Node::op("at time zone", args)
        }
        ("extract", 2) if dialect.version < OWN_CONSTRUCTS => Node::call("date_part", args),
        ("nextval" | "currval" | "setval", _) => {
            if let Some(first) = args.first_mut() {
                *first = sequence(first);
            }
            Node::Call(path, args)
        }
        _ => Node::Call(path, args),
    }
}

/// The name of a sequence in a text: `'shop.orders_id_seq'::regclass`.
fn sequence(node: &Node) -> Node {
    let Node::Text(text) = node.without_casts() else { return node.clone() };
    let mut path = Vec::new();
    let mut rest = text.as_str();
    loop {
        let name;
        (name, rest) = match rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
            Some((name, rest)) => (name.to_owned(), rest),
            None => {
                let end = rest.find('.').unwrap_or(rest.len());
                (rest[..end].to_lowercase(), &rest[end..])
            }
        };
        path.push(name);
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None => break,
        }
    }
    // One word: unlike a column with its table before it, a sequence of another schema is another.
    if path.len() > 1 && path[0] == "public" {
        path.remove(0);
    }
    Node::Column(vec![path.join(".")])
}
