//! The server's functions that programs build statements with.

use super::super::names::fold;
use super::dates;
use super::eval::Scope;
use super::value::{Value, quote_ident, quote_literal};
use crate::dialect::Version;
use crate::model::TableRef;
use crate::replay::{Problem, Reader, State, TEMPORARY};
use crate::sql::{Syntax, TokenKind};

/// A call, the name passed already.
pub(super) fn call(scope: &Scope<'_>, reader: &mut Reader<'_>, name: &str) -> Result<Value, Problem> {
    let inside = reader.parens()?.to_owned();
    if reader.is_any(&["OVER", "FILTER", "WITHIN"]) {
        reader.bump();
        if reader.is_symbol("(") {
            reader.parens()?;
        }
        return Ok(Value::Unknown);
    }
    match name {
        "extract" => return extract(scope, &inside),
        "make_interval" => {
            let mut list = reader.sub(&inside);
            return Ok(dates::make_interval(&mut list, |list| scope.or(list).unwrap_or(Value::Unknown)));
        }
        _ => {}
    }
    let Some(args) = scope.list(&inside)? else { return Ok(Value::Unknown) };
    if let Some(value) = dates::call(name, &args) {
        return Ok(value);
    }
    let first = args.first().cloned().unwrap_or(Value::Unknown);
    let text = |value: &Value| value.as_text();
    let map = |value: Value, change: fn(&str) -> String| match value {
        Value::Null => Value::Null,
        value => text(&value).map_or(Value::Unknown, |value| Value::Text(change(&value))),
    };
    Ok(match name {
        "format" => format(&args),
        "quote_ident" => map(first, quote_ident),
        "quote_literal" => map(first, quote_literal),
        "quote_nullable" => match first {
            Value::Null => Value::text("NULL"),
            value => map(value, quote_literal),
        },
        "lower" => map(first, str::to_lowercase),
        "upper" => map(first, str::to_uppercase),
        "trim" | "btrim" if args.len() == 1 => map(first, |text| text.trim_matches(' ').to_owned()),
        "concat" => args.into_iter().filter(|arg| *arg != Value::Null).fold(Value::text(""), Value::concat),
        "concat_ws" => join(args.get(1..).unwrap_or_default(), &first),
        "array_to_string" => match (&first, args.get(1)) {
            (Value::List(values), Some(separator)) => join(values, separator),
            _ => Value::Unknown,
        },
        "string_to_array" => match (text(&first), args.get(1).and_then(text)) {
            (Some(value), Some(separator)) if !separator.is_empty() => {
                Value::List(value.split(separator.as_str()).map(Value::text).collect())
            }
            _ => Value::Unknown,
        },
        "unnest" => first,
        "array_length" | "cardinality" => match &first {
            Value::List(values) => i64::try_from(values.len()).map_or(Value::Unknown, Value::Int),
            _ => Value::Unknown,
        },
        "array_agg" | "string_agg" => Value::Unknown,
        "coalesce" => {
            let found = args.into_iter().find(|arg| *arg != Value::Null);
            found.unwrap_or(Value::Null)
        }
        "replace" => match (text(&first), args.get(1).and_then(text), args.get(2).and_then(text)) {
            (Some(value), Some(from), Some(to)) => Value::Text(value.replace(&from, &to)),
            _ => Value::Unknown,
        },
        "current_schema" => keyword(scope, "current_schema"),
        "current_schemas" => {
            let path = scope.state.session.path.iter().filter(|schema| *schema != TEMPORARY);
            Value::List(path.map(|schema| Value::Text(schema_name(scope, schema))).collect())
        }
        "to_regclass" => match text(&first) {
            Some(name) => scope.relation(&name)?.unwrap_or(Value::Null),
            None => first,
        },
        "to_regtype" => {
            text(&first).map_or(Value::Unknown, |name| super::catalog::type_of(scope.state, &name))
        }
        "to_regnamespace" => {
            text(&first).map_or(Value::Unknown, |name| super::catalog::namespace(scope.state, &name))
        }
        "current_setting" => {
            text(&first).map_or(Value::Unknown, |name| setting(scope.state, &name.to_lowercase()))
        }
        "version" => {
            let Version(major, _, _) = scope.state.version;
            Value::Start(format!("PostgreSQL {major}"))
        }
        "split_part" => match (&first, args.get(1).and_then(text), args.get(2)) {
            (value, Some(separator), Some(Value::Int(at))) => part(value, &separator, *at),
            _ => Value::Unknown,
        },
        "lpad" | "rpad" => match (text(&first), args.get(1), args.get(2).map(text)) {
            (Some(value), Some(Value::Int(length)), None) => padded(name, &value, *length, " "),
            (Some(value), Some(Value::Int(length)), Some(Some(fill))) => padded(name, &value, *length, &fill),
            _ => Value::Unknown,
        },
        "pg_get_serial_sequence" => match (text(&first), args.get(1).and_then(text)) {
            (Some(table), Some(column)) => match scope.relation(&table)? {
                Some(Value::Relation(table)) => serial_sequence(scope, &table, &column),
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        },
        "pg_table_is_visible" | "pg_type_is_visible" => Value::Bool(true),
        "obj_description" | "col_description" => Value::Unknown,
        _ => Value::Unknown,
    })
}

/// `extract(field FROM value)`.
fn extract(scope: &Scope<'_>, inside: &str) -> Result<Value, Problem> {
    let mut reader = Reader::new(inside, Syntax::postgres(), fold);
    let is_text = reader.peek().is_some_and(|token| token.kind == TokenKind::String);
    let field = if is_text { reader.string()? } else { reader.ident()? };
    reader.expect("FROM")?;
    let value = scope.or(&mut reader)?;
    Ok(if reader.done() { dates::extracted(&field, &value) } else { Value::Unknown })
}

/// A setting of the server, if it is its version.
pub(super) fn setting(state: &State, name: &str) -> Value {
    let Version(major, minor, _) = state.version;
    match name {
        "server_version_num" => Value::Text((major * 10_000 + minor).to_string()),
        "server_version" => Value::Start(format!("{major}.")),
        _ => Value::Unknown,
    }
}

/// A part of a text between separators, if so much of the text is known.
fn part(value: &Value, separator: &str, at: i64) -> Value {
    let Some(at) = usize::try_from(at).ok().and_then(|at| at.checked_sub(1)) else { return Value::Unknown };
    match value {
        Value::Text(text) if !separator.is_empty() => {
            Value::text(text.split(separator).nth(at).unwrap_or_default())
        }
        Value::Start(start) if !separator.is_empty() => {
            let mut parts = start.split(separator);
            match (parts.nth(at), parts.next()) {
                (Some(part), Some(_)) => Value::text(part),
                _ => Value::Unknown,
            }
        }
        _ => Value::Unknown,
    }
}

/// A text filled up, or cut, to a length.
fn padded(name: &str, value: &str, length: i64, fill: &str) -> Value {
    let length = usize::try_from(length).unwrap_or(0);
    let missing = length.saturating_sub(value.chars().count());
    if missing > 0 && fill.is_empty() || length > 10_000 {
        return Value::Unknown;
    }
    let fill: String = fill.chars().cycle().take(missing).collect();
    let value: String = value.chars().take(length).collect();
    Value::Text(if name == "lpad" { format!("{fill}{value}") } else { format!("{value}{fill}") })
}

/// The sequence that a column owns, under its full name.
fn serial_sequence(scope: &Scope<'_>, table: &TableRef, column: &str) -> Value {
    let Some(schema) = scope.state.realm.schema(&table.schema) else { return Value::Unknown };
    let owner = (table.table.clone(), column.to_owned());
    let Some(sequence) = schema.sequences.iter().find(|sequence| sequence.owned_by.as_ref() == Some(&owner))
    else {
        // Behind an identity is one too, which the model keeps with its column.
        return Value::Unknown;
    };
    let schema = schema_name(scope, &table.schema);
    Value::Text(format!("{}.{}", quote_ident(&schema), quote_ident(&sequence.name)))
}

/// The server's own name of a schema of the realm.
pub(super) fn schema_name(scope: &Scope<'_>, schema: &str) -> String {
    if schema == scope.state.connection { scope.state.connection_alias.clone() } else { schema.to_owned() }
}

/// A function that is called without parentheses.
pub(super) fn keyword(scope: &Scope<'_>, name: &str) -> Value {
    let state = scope.state;
    match name {
        "current_schema" => {
            let first = state.session.path.iter().find(|schema| state.realm.schema(schema).is_some());
            first.map_or(Value::Null, |schema| Value::Text(schema_name(scope, schema)))
        }
        _ => Value::Unknown,
    }
}

/// `format` with `%s`, `%I`, `%L`, positions and `%%`.
fn format(args: &[Value]) -> Value {
    let template = match args.first() {
        Some(Value::Text(template)) => template,
        Some(Value::Start(start)) => {
            return Value::Start(start.split('%').next().unwrap_or_default().to_owned());
        }
        _ => return Value::Unknown,
    };
    let mut out = String::new();
    let mut next = 1;
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut spec = String::new();
        let kind = loop {
            match chars.next() {
                Some(c @ ('s' | 'I' | 'L' | '%')) => break c,
                Some(c) => spec.push(c),
                None => return Value::Start(out),
            }
        };
        if kind == '%' {
            out.push('%');
            continue;
        }
        if let Some(position) = spec.strip_suffix('$').and_then(|position| position.parse::<usize>().ok()) {
            next = position;
        } else if !spec.is_empty() {
            return Value::Start(out);
        }
        let Some(value) = args.get(next) else { return Value::Start(out) };
        next += 1;
        match (kind, value, value.as_text()) {
            ('s', Value::Null, _) => {}
            ('L', Value::Null, _) => out.push_str("NULL"),
            // A relation is an identifier already.
            ('s', _, Some(text)) => out.push_str(&text),
            ('I', _, Some(text)) => out.push_str(&quote_ident(&text)),
            ('L', _, Some(text)) => out.push_str(&quote_literal(&text)),
            ('s', Value::Start(start), _) => {
                out.push_str(start);
                return Value::Start(out);
            }
            _ => return Value::Start(out),
        }
    }
    Value::Text(out)
}

fn join(values: &[Value], separator: &Value) -> Value {
    let Some(separator) = separator.as_text() else { return Value::Unknown };
    let mut texts = Vec::new();
    for value in values.iter().filter(|value| **value != Value::Null) {
        match value.as_text() {
            Some(text) => texts.push(text),
            None => return Value::Unknown,
        }
    }
    Value::Text(texts.join(&separator))
}

/// An element of an array; arrays start at 1.
pub(super) fn element(list: &Value, index: &Value) -> Value {
    match (list, index) {
        (Value::List(values), Value::Int(at)) => {
            let at = usize::try_from(*at).ok().and_then(|at| at.checked_sub(1));
            at.and_then(|at| values.get(at).cloned()).unwrap_or(Value::Null)
        }
        _ => Value::Unknown,
    }
}

/// `{a,b}` as an array of texts.
pub(super) fn array(text: &str) -> Value {
    let Some(inside) = text.trim().strip_prefix('{').and_then(|text| text.strip_suffix('}')) else {
        return Value::Unknown;
    };
    if inside.contains(['{', '\\']) {
        return Value::Unknown;
    }
    if inside.is_empty() {
        return Value::List(Vec::new());
    }
    Value::List(inside.split(',').map(|item| Value::text(item.trim().trim_matches('"'))).collect())
}

/// LIKE of a value that isn't known, or of which only the start is.
pub(super) fn like_unknown(value: &Value, pattern: &str, folded: bool) -> Value {
    match value {
        Value::Start(start) => start_like(start, pattern, folded).map_or(Value::Unknown, Value::Bool),
        Value::Null => Value::Null,
        _ => Value::Unknown,
    }
}

/// Whether a text that starts like this fits a regular expression.
pub(super) fn matches_unknown(value: &Value, operator: &str, pattern: &str) -> Value {
    match value {
        Value::Start(start) if names_other_product(start, pattern) => Value::Bool(operator.starts_with('!')),
        Value::Null => Value::Null,
        _ => Value::Unknown,
    }
}

/// Whether the start is that of `version()`, and the pattern asks for a server that isn't PostgreSQL itself.
fn names_other_product(start: &str, pattern: &str) -> bool {
    let asked = pattern.trim_matches(['%', '^', '$', '.', '*']).to_lowercase();
    start.starts_with("PostgreSQL ")
        && ["cockroach", "cockroachdb", "yugabyte", "redshift"].contains(&asked.as_str())
}

fn start_like(start: &str, pattern: &str, folded: bool) -> Option<bool> {
    if names_other_product(start, pattern) {
        return Some(false);
    }
    if pattern.contains(['_', '\\']) {
        return None;
    }
    let fold = |text: &str| if folded { text.to_lowercase() } else { text.to_owned() };
    let (start, pattern) = (fold(start), fold(pattern));
    let (head, rest) = pattern.split_once('%')?;
    if !start.starts_with(head) && !head.starts_with(&start) {
        return Some(false);
    }
    (start.starts_with(head) && rest.trim_matches('%').is_empty()).then_some(true)
}

/// SQL's LIKE.
pub(super) fn like(text: &str, pattern: &str, folded: bool) -> bool {
    let fold = |text: &str| if folded { text.to_lowercase() } else { text.to_owned() };
    let text: Vec<char> = fold(text).chars().collect();
    let pattern: Vec<char> = fold(pattern).chars().collect();
    // The places in the text where the pattern so far can end.
    let mut ends = vec![false; text.len() + 1];
    ends[0] = true;
    let mut at = 0;
    while let Some(c) = pattern.get(at) {
        let mut next = vec![false; text.len() + 1];
        match c {
            '%' => {
                let mut seen = false;
                for (end, slot) in ends.iter().zip(&mut next) {
                    seen |= end;
                    *slot = seen;
                }
            }
            '_' => next[1..].copy_from_slice(&ends[..text.len()]),
            c => {
                let c = if *c == '\\' {
                    at += 1;
                    pattern.get(at).unwrap_or(c)
                } else {
                    c
                };
                for (end, found) in text.iter().enumerate() {
                    next[end + 1] = ends[end] && found == c;
                }
            }
        }
        ends = next;
        at += 1;
    }
    ends[text.len()]
}
