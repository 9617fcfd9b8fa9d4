use serde::{Deserialize, Serialize};

use super::{Expr, Origin};

/// Enum type of a schema (PostgreSQL `CREATE TYPE .. AS ENUM`).
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct EnumType {
    /// Name.
    pub name: String,
    /// Values, in order.
    pub values: Vec<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Where it came from; also tells renamed values.
    pub origin: Origin,
}

/// What a default says once the value `from` is called `to`: the value itself, or a list in which it is. Without `to`
/// nothing is left of a default that names it.
pub fn default_with(default: &str, from: &str, to: Option<&str>) -> Option<String> {
    let (literal, cast) = default.find("::").map_or((default, ""), |at| default.split_at(at));
    let literal = literal.trim();
    let inside =
        |open: &str, close: &str| literal.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    if let Some(list) = inside("'{", "}'").filter(|list| !list.contains(['\\', '{'])) {
        let elements: Vec<&str> = elements(list);
        if !elements.iter().any(|element| bare(element) == from) {
            return Some(default.to_owned());
        }
        let to = quoted(to?);
        let next = elements.iter().map(|element| if bare(element) == from { &to } else { *element });
        return Some(format!("'{{{}}}'{cast}", next.collect::<Vec<_>>().join(",")));
    }
    let from = Expr::string(from);
    match (default.contains(from.as_str()), to) {
        (false, _) => Some(default.to_owned()),
        (true, Some(to)) => Some(default.replace(from.as_str(), Expr::string(to).as_str())),
        (true, None) => None,
    }
}

/// The elements of a list as PostgreSQL writes it, between its braces.
fn elements(list: &str) -> Vec<&str> {
    let mut quoted = false;
    let parts = list.split(|c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    parts.map(str::trim).collect()
}

/// A value as an element of a list in a literal.
fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !value.is_empty() && value.chars().all(is_plain) && !value.eq_ignore_ascii_case("null") {
        return value.to_owned();
    }
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", value.replace('\'', "''"))
}

fn bare(element: &str) -> String {
    let text = element.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(element);
    text.replace("''", "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_follow_values() {
        for (default, to, expected) in [
            ("'sad'", Some("low"), Some("'low'")),
            ("'sad'::mood", None, None),
            ("'sadder'", None, Some("'sadder'")),
            ("'{sad,ok}'::mood[]", Some("it's"), Some("'{\"it''s\",ok}'::mood[]")),
            ("'{\"sad\",\"o,k\"}'", Some("low"), Some("'{low,\"o,k\"}'")),
            ("'{sadder,ok}'", None, Some("'{sadder,ok}'")),
            ("'{ok, sad}'", None, None),
            ("'{}'", None, Some("'{}'")),
            ("ARRAY['sad'::mood]", Some("low"), Some("ARRAY['low'::mood]")),
            ("ARRAY['sad'::mood]", None, None),
        ] {
            assert_eq!(default_with(default, "sad", to).as_deref(), expected, "{default}");
        }
    }
}
