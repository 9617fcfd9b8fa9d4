//! Constants as the server prints them.

use std::collections::BTreeSet;

use crate::dialect::postgres::time::Interval;
use crate::dialect::postgres::types::is_builtin;
use crate::expr::{self, Node};

mod json;
mod moment;

/// Types whose constants are numbers.
const NUMBERS: &[&str] =
    &["smallint", "integer", "bigint", "numeric", "real", "double precision", "oid", "money"];

/// The one form of a constant.
pub(super) fn rewrite(node: Node) -> Node {
    match node {
        Node::Number(digits) => Node::Number(expr::plain_number(&digits).unwrap_or(digits)),
        Node::Cast { node, ty, implied } => match (*node, ty.as_str()) {
            (Node::Text(text), ty) => cast_text(text, ty, implied),
            (node, ty) if let Some(text) = constant_of_base(&node, ty) => {
                Node::Cast { node: Box::new(Node::Text(text)), ty: ty.to_owned(), implied }
            }
            // A collation comes last.
            (Node::Op(name, parts), ty) if name == "collate" => {
                let parts = parts.into_iter().enumerate();
                let parts =
                    parts.map(|(at, part)| if at == 0 { rewrite(Node::cast(part, ty)) } else { part });
                Node::op(name, parts.map(super::implied::mark).collect())
            }
            // Fields have the types of the composite.
            (Node::Op(name, fields), ty) if name == "row" && !is_builtin(ty) => {
                let row = Node::Op(name, fields.into_iter().map(field).collect());
                Node::Cast { node: Box::new(row), ty: ty.to_owned(), implied }
            }
            (node, _) => Node::Cast { node: Box::new(node), ty, implied },
        },
        other => other,
    }
}

/// A constant in a row, which the server casts to the type of its field.
fn field(node: Node) -> Node {
    match node {
        Node::Cast { node, ty, .. } if matches!(*node, Node::Text(_) | Node::Number(_)) => {
            Node::Cast { node, ty, implied: true }
        }
        other => other,
    }
}

/// The text of a constant that is cast to a type of the user's own: where that is a domain, the server makes it one of
/// the type beneath first and prints so, `('x'::text)::name`, and `(5)::amount`.
fn constant_of_base(node: &Node, ty: &str) -> Option<String> {
    let is_servers = |ty: &str| is_builtin(ty.trim_end_matches("[]").split('(').next().unwrap_or(ty));
    match node {
        _ if is_servers(ty) => None,
        Node::Number(digits) => Some(digits.clone()),
        Node::Cast { node, ty, .. } if is_servers(ty) => match &**node {
            Node::Text(text) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn cast_text(text: String, ty: &str, implied: bool) -> Node {
    let trimmed = text.trim();
    let node = match ty {
        "boolean" => match trimmed.to_ascii_lowercase().as_str() {
            "t" | "true" | "yes" | "on" | "1" => return Node::word("true"),
            "f" | "false" | "no" | "off" | "0" => return Node::word("false"),
            _ => Node::Text(text),
        },
        _ if NUMBERS.contains(&ty) => match plain_amount(trimmed, ty) {
            Some(digits) => Node::Number(digits),
            // NaN and Infinity, in any case.
            None => Node::Text(trimmed.to_lowercase()),
        },
        _ if ty == "interval" || ty.starts_with("interval ") => {
            Node::Text(Interval::read(trimmed).map_or(text, |interval| interval.to_string()))
        }
        "bit" | "bit varying" => Node::Text(bits(trimmed)),
        "jsonb" => Node::Text(json::canonical(&text).unwrap_or(text)),
        "tsvector" => Node::Text(lexemes(trimmed).unwrap_or(text)),
        "uuid" => Node::Text(trimmed.to_lowercase()),
        "bytea" => Node::Text(from_hex(&text).unwrap_or(text)),
        _ if ty.ends_with("[]") => Node::Text(array(trimmed, ty.trim_end_matches("[]")).unwrap_or(text)),
        _ => Node::Text(moment::canonical(trimmed, ty).unwrap_or(text)),
    };
    Node::Cast { node: Box::new(node), ty: ty.to_owned(), implied }
}

/// The one form of an array, each element as a constant of its type; none where it is written otherwise (manual: "Array
/// Input and Output Syntax").
fn array(text: &str, ty: &str) -> Option<String> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let elements: Option<Vec<String>> =
        elements(inner)?.into_iter().map(|element| one(element, ty)).collect();
    Some(format!("{{{}}}", elements?.join(",")))
}

/// The one form of an element of an array.
fn one(element: &str, ty: &str) -> Option<String> {
    if element.starts_with('{') {
        return array(element, ty);
    }
    if element.eq_ignore_ascii_case("NULL") {
        return Some("NULL".to_owned());
    }
    let bare = element.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(element);
    let (mut plain, mut chars) = (String::new(), bare.chars());
    while let Some(c) = chars.next() {
        plain.push(if c == '\\' { chars.next()? } else { c });
    }
    let constant = match cast_text(plain, ty, true) {
        Node::Cast { node, .. } => *node,
        other => other,
    };
    let (Node::Text(text) | Node::Number(text) | Node::Word(text)) = constant else { return None };
    // As the server prints them (`array_out`).
    let needs_quotes = |c: char| c.is_whitespace() || "{},\"\\".contains(c);
    if !text.is_empty() && !text.contains(needs_quotes) && !text.eq_ignore_ascii_case("NULL") {
        return Some(text);
    }
    Some(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// The elements between the braces of an array.
fn elements(inner: &str) -> Option<Vec<&str>> {
    let (mut all, mut start, mut depth) = (Vec::new(), 0, 0usize);
    let (mut in_quotes, mut is_escaped) = (false, false);
    for (at, c) in inner.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                all.push(inner[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner.trim().is_empty() {
        all.push(inner[start..].trim());
    }
    (depth == 0 && !in_quotes && !is_escaped).then_some(all)
}

/// The words of a text search vector, in order and once each; none where anything but plain words is in it (manual:
/// "Text Search Types").
fn lexemes(text: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c.is_ascii_whitespace();
    let words: BTreeSet<&str> = text.split_ascii_whitespace().collect();
    let quoted: Vec<String> = words.into_iter().map(|word| format!("'{word}'")).collect();
    text.chars().all(is_plain).then(|| quoted.join(" "))
}

/// The one form of a number; of an amount of money, which the server prints with its sign and in groups of digits, by
/// its `lc_monetary`.
fn plain_amount(text: &str, ty: &str) -> Option<String> {
    if matches!(ty, "real" | "double precision") {
        // Zeros at the end say nothing there.
        return expr::decimal(text);
    }
    if ty != "money" {
        return expr::plain_number(text);
    }
    let minus = if text.contains('-') || text.starts_with('(') { "-" } else { "" };
    let bare: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let (whole, cents) = match bare.rsplit_once(['.', ',']) {
        Some((whole, cents)) if cents.len() != 3 => (whole, cents),
        _ => (bare.as_str(), "0"),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    expr::rounded(&format!("{minus}{whole}.{cents}"), 2)
}

/// Bits as their digits, where a text begins with what says how they are written: `b101`, `x1F` (`bit_in`).
fn bits(text: &str) -> String {
    if let Some(digits) = text.strip_prefix(['b', 'B']) {
        return digits.to_owned();
    }
    let hex = text.strip_prefix(['x', 'X']);
    let nibbles = hex.and_then(|hex| hex.chars().map(|c| c.to_digit(16)).collect::<Option<Vec<u32>>>());
    nibbles.map_or_else(
        || text.to_owned(),
        |nibbles| nibbles.iter().map(|nibble| format!("{nibble:04b}")).collect(),
    )
}

/// Bytes in hexadecimal digits as the text that they are, if it is one of plain characters.
fn from_hex(text: &str) -> Option<String> {
    let digits: Vec<u32> =
        text.strip_prefix("\\x")?.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let chars = digits.chunks_exact(2).map(|pair| char::from_u32(pair[0] * 16 + pair[1]));
    let plain = chars.map(|c| c.filter(|c| matches!(c, ' '..='~') && *c != '\\'));
    Some(plain.collect::<Option<String>>().unwrap_or_else(|| text.to_lowercase()))
}

/// The text in the form of an interval, a moment or JSON, if it looks like one.
pub(in super::super) fn likeness(text: &str) -> String {
    let trimmed = text.trim();
    if trimmed.starts_with(['{', '[']) {
        return without_spaces(text);
    }
    if let Some(plain) = from_hex(text) {
        return plain;
    }
    if ["nan", "infinity", "-infinity"].iter().any(|number| trimmed.eq_ignore_ascii_case(number)) {
        return trimmed.to_lowercase();
    }
    if let Some(date) = moment::canonical(trimmed, "timestamptz").filter(|_| moment::is_likely(trimmed)) {
        let date = date.strip_suffix("+00").unwrap_or(&date);
        return date.replacen(" 00:00:00", "", 1);
    }
    if let Some(time) = moment::canonical(trimmed, "time") {
        return time;
    }
    let has_unit = trimmed.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && trimmed.contains(char::is_alphabetic);
    let interval = has_unit.then(|| Interval::read(trimmed)).flatten();
    interval.map_or_else(|| text.to_owned(), |interval| interval.to_string())
}

/// JSON without the white space between its tokens.
fn without_spaces(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if quoted {
            quoted = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
        } else if c.is_whitespace() {
            continue;
        } else {
            quoted = c == '"';
        }
        out.push(c);
    }
    out
}

/// The one form of a constant for a column of the type, where the text has no cast.
pub(super) fn as_type(text: &str, ty: &str) -> Node {
    cast_text(text.to_owned(), ty, true)
}
