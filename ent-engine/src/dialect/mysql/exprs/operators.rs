//! Operators and constants in one form.

use crate::expr::{self, Node};

/// The one form of a node whose parts have theirs.
pub(super) fn rewrite(is_mariadb: bool, node: Node) -> Node {
    match node {
        Node::Word(word) if word == "true" => Node::Number("1".to_owned()),
        Node::Word(word) if word == "false" => Node::Number("0".to_owned()),
        // The connection's character set, named; MariaDB doesn't keep another one either.
        Node::Cast { node, ty, .. } if ty.starts_with('_') => {
            let implied = is_mariadb || ty != "_binary";
            // The servers print the one for the other.
            let ty = if ty == "_utf8" { "_utf8mb3".to_owned() } else { ty };
            Node::Cast { node, ty, implied }
        }
        Node::Op(name, parts) if name == "select" => {
            Node::Op(name, parts.into_iter().filter(|part| !is_from_dual(part)).collect())
        }
        Node::Op(name, parts) => operator(is_mariadb, name, parts),
        other => other,
    }
}

/// `FROM DUAL`, which says that nothing is read.
fn is_from_dual(part: &Node) -> bool {
    let Node::Op(name, tables) = part else { return false };
    let is_dual = |table: &Node| matches!(table, Node::Column(path) if path.as_slice() == ["dual"]);
    name == "from" && matches!(tables.as_slice(), [table] if is_dual(table))
}

fn operator(is_mariadb: bool, name: String, parts: Vec<Node>) -> Node {
    if let Some(positive) = name.strip_prefix("not ") {
        return not(operator(is_mariadb, positive.to_owned(), parts));
    }
    match (name.as_str(), parts.as_slice()) {
        ("not", [part]) => not(part.clone()),
        ("is not null", _) => not(Node::op("is null", parts)),
        ("is unknown", _) => Node::op("is null", parts),
        ("is not unknown", _) => not(Node::op("is null", parts)),
        ("is true" | "is false", _) => Node::op(name, truths(parts)),
        ("is not true" | "is not false", _) => not(Node::op(name.replacen("not ", "", 1), truths(parts))),
        ("and" | "or", _) => {
            let mut members = Vec::new();
            for part in truths(parts) {
                match part {
                    Node::Op(inner, parts) if inner == name => members.extend(parts),
                    other => members.push(other),
                }
            }
            Node::Op(name, members)
        }
        ("xor", _) => either(parts),
        ("in", [value, item]) => compared("=", value.clone(), item.clone()),
        ("=" | "<>", [Node::Op(left, left_parts), Node::Op(right, right_parts)])
            if left == "row"
                && right == "row"
                && left_parts.len() == right_parts.len()
                && !left_parts.is_empty() =>
        {
            let pairs = left_parts.iter().zip(right_parts);
            let pairs = pairs.map(|(left, right)| compared(&name, left.clone(), right.clone())).collect();
            Node::op(if name == "=" { "and" } else { "or" }, pairs)
        }
        ("=" | "<>" | "<" | ">" | "<=" | ">=", [left, right]) => compared(&name, left.clone(), right.clone()),
        ("exists", [Node::Op(query, _)]) if query == "query" => {
            Node::op(name, parts.into_iter().map(one_row).collect())
        }
        ("join" | "left join" | "right join", [left, right, condition @ ..]) => {
            let mut condition: Vec<_> = condition.iter().map(on).collect();
            // The server turns a right join round.
            let (name, first, second) =
                if name == "right join" { ("left join", right, left) } else { (name.as_str(), left, right) };
            let mut parts = vec![first.clone(), second.clone()];
            parts.append(&mut condition);
            Node::op(name, parts)
        }
        ("regexp", _) => Node::call("regexp_like", parts),
        // The server brings two texts to one character set (MariaDB).
        ("convert using", [text, Node::Word(charset)]) if is_mariadb && charset.starts_with("utf8") => {
            Node::Cast { node: Box::new(text.clone()), ty: format!("using {charset}"), implied: true }
        }
        ("->", _) => Node::call("json_extract", parts),
        ("->>", _) => Node::call("json_unquote", vec![Node::call("json_extract", parts)]),
        ("+", [Node::Op(interval, _), _]) if interval == "interval" => {
            Node::op(name, parts.into_iter().rev().collect())
        }
        ("hex", [Node::Text(digits)]) => bytes(is_mariadb, hex_bytes(digits)),
        ("bits", [Node::Text(digits)]) => bytes(is_mariadb, bit_bytes(digits)),
        _ => Node::Op(name, parts),
    }
}

/// A join USING columns is one ON their equality.
fn on(condition: &Node) -> Node {
    match condition {
        Node::Op(name, columns) if name == "using" => {
            let equal = columns.iter().map(|column| Node::op("=", vec![column.clone(), column.clone()]));
            let mut equal: Vec<_> = equal.collect();
            let all = if equal.len() == 1 { equal.remove(0) } else { Node::op("and", equal) };
            Node::op("on", vec![all])
        }
        other => other.clone(),
    }
}

/// The query without the `LIMIT 1` that MariaDB adds where only the presence of rows counts.
fn one_row(query: Node) -> Node {
    let limit = Node::op("limit", vec![Node::Number("1".to_owned())]);
    match query {
        Node::Op(name, mut parts) if name == "query" => {
            parts.retain(|part| *part != limit);
            if parts.len() == 1 { parts.remove(0) } else { Node::Op(name, parts) }
        }
        other => other,
    }
}

/// Operands that count as true or false: `x <> 0` is `x` there.
fn truths(parts: Vec<Node>) -> Vec<Node> {
    parts.into_iter().map(truth).collect()
}

fn truth(node: Node) -> Node {
    let zero = Node::Number("0".to_owned());
    match node {
        Node::Op(name, mut parts) if name == "<>" && parts.len() == 2 && parts.contains(&zero) => {
            // MySQL puts the zero in front.
            let value = if parts.first() == Some(&zero) { 1 } else { 0 };
            parts.swap_remove(value)
        }
        other => other,
    }
}

/// Either of two conditions and not both. Which of them a server turns round where neither or both are meant is its own
/// choice: here none is.
fn either(parts: Vec<Node>) -> Node {
    let mut is_turned = false;
    let mut plain = Vec::new();
    for part in truths(parts) {
        let (part, turns) = turned(part);
        is_turned ^= turns;
        plain.push(part);
    }
    let either = Node::op("xor", plain);
    if is_turned { Node::op("not", vec![either]) } else { either }
}

/// The condition that one is the opposite of, where it is written as an opposite.
fn turned(node: Node) -> (Node, bool) {
    match node {
        Node::Op(name, mut parts) => match (name.as_str(), parts.len()) {
            ("not", 1) => (parts.remove(0), true),
            ("=", 2) if parts.get(1) == Some(&Node::Number("0".to_owned())) => (parts.remove(0), true),
            ("<>", _) => (Node::op("=", parts), true),
            ("<=", _) => (Node::op(">", parts), true),
            (">=", _) => (Node::op("<", parts), true),
            _ => (Node::Op(name, parts), false),
        },
        other => (other, false),
    }
}

/// The opposite: worked into comparisons and conditions, as the server does; a value that is no
/// condition is compared with 0.
fn not(node: Node) -> Node {
    let opposite = |name: &str| {
        Some(match name {
            "=" => "<>",
            "<>" => "=",
            "<" => ">=",
            ">" => "<=",
            "<=" => ">",
            ">=" => "<",
            _ => return None,
        })
    };
    match node {
        Node::Op(name, mut parts) => match (name.as_str(), parts.len()) {
            ("and", _) => Node::op("or", truths(parts.into_iter().map(not).collect())),
            ("or", _) => Node::op("and", truths(parts.into_iter().map(not).collect())),
            ("not", 1) => truth(parts.remove(0)),
            (
                "like" | "in" | "between" | "is null" | "is true" | "is false" | "exists" | "in query"
                | "xor" | "<=>",
                _,
            ) => Node::op("not", vec![Node::Op(name, parts)]),
            _ => match opposite(&name) {
                Some(opposite) => Node::op(opposite, parts),
                None => Node::op("=", vec![Node::Op(name, parts), Node::Number("0".to_owned())]),
            },
        },
        Node::Number(digits) => {
            let is_zero = expr::decimal(&digits).is_none_or(|digits| digits == "0");
            Node::Number(if is_zero { "1" } else { "0" }.to_owned())
        }
        value => Node::op("=", vec![value, Node::Number("0".to_owned())]),
    }
}

/// A date that is zero as the number that it was written as: MySQL shows either, as the table was altered or not.
fn without_zero_date(node: Node) -> Node {
    match node.without_casts() {
        Node::Text(text) if text == "0000-00-00 00:00:00" => Node::Number("0".to_owned()),
        _ => node,
    }
}

/// A comparison with the constant on the right.
fn compared(operator: &str, left: Node, right: Node) -> Node {
    let (left, right) = (without_zero_date(left), without_zero_date(right));
    let is_constant = |node: &Node| node.without_casts().is_literal();
    if !is_constant(&left) || is_constant(&right) {
        return Node::op(operator, vec![left, right]);
    }
    let mirrored = match operator {
        "<" => ">",
        ">" => "<",
        "<=" => ">=",
        ">=" => "<=",
        same => same,
    };
    Node::op(mirrored, vec![right, left])
}

fn hex_bytes(digits: &str) -> Vec<u8> {
    let digits: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(16)).collect();
    let (odd, pairs) = digits.split_at(digits.len() % 2);
    let odd = odd.iter().map(|digit| *digit as u8);
    odd.chain(pairs.chunks_exact(2).map(|pair| (pair[0] * 16 + pair[1]) as u8)).collect()
}

fn bit_bytes(digits: &str) -> Vec<u8> {
    let bits: Vec<u8> = digits.bytes().map(|byte| byte.saturating_sub(b'0') & 1).collect();
    let (odd, whole) = bits.split_at(bits.len() % 8);
    let byte = |bits: &[u8]| bits.iter().fold(0u8, |byte, bit| byte << 1 | bit);
    let first = (!odd.is_empty()).then(|| byte(odd));
    first.into_iter().chain(whole.chunks_exact(8).map(byte)).collect()
}

/// Bytes as hexadecimal digits; MariaDB shows those that are letters as text.
fn bytes(is_mariadb: bool, bytes: Vec<u8>) -> Node {
    match std::str::from_utf8(&bytes) {
        Ok(text) if is_mariadb && !text.chars().any(char::is_control) => Node::Text(text.to_owned()),
        _ => Node::op("hex", vec![Node::Text(bytes.iter().map(|byte| format!("{byte:02x}")).collect())]),
    }
}
