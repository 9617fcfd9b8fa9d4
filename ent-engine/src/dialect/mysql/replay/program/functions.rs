//! Functions that are known without data.

use super::catalog::CONNECTION;
use super::eval::{Joined, Scope, eval, one_of, text_of, truth};
use super::stored;
use crate::replay::{Reader, Value};

/// The value of a call; `args` is the text between its parentheses.
pub(super) fn call(scope: Scope<'_>, name: &str, args: &str) -> Value {
    if let Some(rows) = scope.rows.filter(|_| matches!(name, "COUNT" | "GROUP_CONCAT" | "MAX" | "MIN")) {
        return aggregate(scope, name, args, rows);
    }
    let values = || -> Vec<Value> { split(scope, args).iter().map(|arg| eval(scope, arg)).collect() };
    let texts = || -> Option<Vec<String>> { values().iter().map(text_of).collect() };
    let has_null = |values: &[Value]| values.contains(&Value::Null) && !values.contains(&Value::Unknown);
    match name {
        "DATABASE" | "SCHEMA" => {
            let current = scope.state.session.path.first().map(String::as_str).unwrap_or_default();
            Value::Text(if current.is_empty() { CONNECTION } else { current }.to_owned())
        }
        "IF" => match values().as_slice() {
            [condition, yes, no] => match truth(condition) {
                Some(true) => yes.clone(),
                Some(false) => no.clone(),
                None => one_of(scope.syntax, &[yes.clone(), no.clone()]),
            },
            _ => Value::Unknown,
        },
        "IFNULL" | "COALESCE" | "NVL" => {
            values().into_iter().find(|value| *value != Value::Null).unwrap_or(Value::Null)
        }
        "ISNULL" => match values().as_slice() {
            [Value::Unknown | Value::Harmless] | [] => Value::Unknown,
            [value, ..] => Value::Number(i64::from(*value == Value::Null)),
        },
        "NULLIF" => match values().as_slice() {
            [a, b] if text_of(a).is_some() && text_of(b).is_some() => {
                if text_of(a) == text_of(b) {
                    Value::Null
                } else {
                    a.clone()
                }
            }
            _ => Value::Unknown,
        },
        "CONCAT" => match (texts(), has_null(&values())) {
            (Some(texts), _) => Value::Text(texts.concat()),
            (None, true) => Value::Null,
            _ => starting(scope, values().first()),
        },
        "CONCAT_WS" => match texts() {
            Some(texts) => match texts.split_first() {
                Some((separator, rest)) => Value::Text(rest.join(separator)),
                None => Value::Unknown,
            },
            None => Value::Unknown,
        },
        "LOWER" | "LCASE" | "UPPER" | "UCASE" | "TRIM" | "LENGTH" | "CHAR_LENGTH" | "QUOTE" | "REPLACE"
        | "LPAD" | "RPAD" => match texts().as_deref() {
            Some(texts) => of_texts(name, texts),
            None if has_null(&values()) => Value::Null,
            None => Value::Unknown,
        },
        _ => stored::value(scope, name, values),
    }
}

/// A text of which only the start is known: that can be enough to tell what kind of statement it is.
fn starting(scope: Scope<'_>, first: Option<&Value>) -> Value {
    match first {
        Some(Value::Text(text)) if text.trim_start().contains(' ') => {
            one_of(scope.syntax, &[Value::Text(text.clone())])
        }
        Some(Value::Harmless) => Value::Harmless,
        _ => Value::Unknown,
    }
}

fn of_texts(name: &str, texts: &[String]) -> Value {
    Value::Text(match (name, texts) {
        ("LOWER" | "LCASE", [text]) => text.to_lowercase(),
        ("UPPER" | "UCASE", [text]) => text.to_uppercase(),
        ("TRIM", [text]) => text.trim_matches(' ').to_owned(),
        ("REPLACE", [text, from, to]) if !from.is_empty() => text.replace(from.as_str(), to),
        ("QUOTE", [text]) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        ("LPAD" | "RPAD", [text, length, fill]) => match length.parse() {
            Ok(length) if length < 10_000 && !fill.is_empty() => {
                let fill = fill.chars().cycle().take(length - text.chars().count().min(length));
                let (fill, text): (String, String) = (fill.collect(), text.chars().take(length).collect());
                if name == "LPAD" { fill + &text } else { text + &fill }
            }
            _ => return Value::Unknown,
        },
        ("LENGTH", [text]) => return i64::try_from(text.len()).map_or(Value::Unknown, Value::Number),
        ("CHAR_LENGTH", [text]) => {
            return i64::try_from(text.chars().count()).map_or(Value::Unknown, Value::Number);
        }
        _ => return Value::Unknown,
    })
}

/// Arguments, each as its text.
fn split<'t>(scope: Scope<'_>, args: &'t str) -> Vec<&'t str> {
    let mut reader = Reader::new(args, scope.syntax, str::to_owned);
    if reader.done() {
        return Vec::new();
    }
    reader.comma_list(|reader| reader.until(&[])).unwrap_or_default()
}

fn aggregate(scope: Scope<'_>, name: &str, args: &str, rows: &[Joined<'_>]) -> Value {
    let mut reader = Reader::new(args, scope.syntax, str::to_owned);
    let distinct = reader.eat("DISTINCT");
    if name == "COUNT" && reader.eat_symbol("*") {
        return i64::try_from(rows.len()).map_or(Value::Unknown, Value::Number);
    }
    let Ok(expr) = reader.until(&["ORDER", "SEPARATOR"]) else { return Value::Unknown };
    if reader.is("ORDER") {
        let _ = reader.until(&["SEPARATOR"]);
        while !reader.done() && !reader.is("SEPARATOR") {
            reader.bump();
        }
    }
    let separator = if reader.eat("SEPARATOR") { reader.string().ok() } else { Some(",".to_owned()) };
    let mut values: Vec<Value> = rows
        .iter()
        .map(|row| eval(Scope { row: Some(row), rows: None, ..scope }, expr))
        .filter(|value| *value != Value::Null)
        .collect();
    if values.contains(&Value::Unknown) || !reader.done() {
        return Value::Unknown;
    }
    if distinct {
        let mut seen = Vec::new();
        values.retain(|value| {
            !seen.contains(value) && {
                seen.push(value.clone());
                true
            }
        });
    }
    let texts: Vec<String> = values.iter().filter_map(text_of).collect();
    match (name, separator) {
        ("COUNT", _) => i64::try_from(values.len()).map_or(Value::Unknown, Value::Number),
        _ if values.is_empty() => Value::Null,
        ("GROUP_CONCAT", Some(separator)) => Value::Text(texts.join(&separator)),
        ("MAX" | "MIN", _) if values.len() == 1 => values.remove(0),
        _ => Value::Unknown,
    }
}

/// Whether a text fits a pattern with `%` and `_`, in any case.
pub(super) fn like(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let mut signs = Vec::new();
    let mut chars = pattern.chars().flat_map(char::to_lowercase);
    while let Some(c) = chars.next() {
        signs.push(match c {
            '\\' => Sign::One(chars.next().unwrap_or('\\')),
            '%' => Sign::Any,
            '_' => Sign::Single,
            c => Sign::One(c),
        });
    }
    // The places in the text that the pattern so far may have reached.
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for sign in signs {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            let fits = |before: usize| match sign {
                Sign::Single => true,
                Sign::One(c) => text.get(before) == Some(&c),
                Sign::Any => false,
            };
            next[at] = match sign {
                Sign::Any => reached[..=at].contains(&true),
                _ => at > 0 && reached[at - 1] && fits(at - 1),
            };
        }
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}

#[derive(Clone, Copy)]
enum Sign {
    Any,
    Single,
    One(char),
}
