//! Values of expressions.

use std::collections::BTreeMap;

use super::catalog::{CONNECTION, Row};
use super::{functions, select};
use crate::dialect::mysql::replay::read;
use crate::replay::{Head, Problem, Reader, State, Value};
use crate::sql::{Syntax, Token, TokenKind};

/// Rows of a join: the row of each table under the name that the query gives it.
pub(super) type Joined<'a> = Vec<(String, Row<'a>)>;

/// What names in an expression mean.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) state: &'a State,
    pub(super) locals: &'a BTreeMap<String, Value>,
    pub(super) syntax: Syntax,
    /// The row that a query is at.
    pub(super) row: Option<&'a Joined<'a>>,
    /// All rows of a query, for what counts them.
    pub(super) rows: Option<&'a [Joined<'a>]>,
    /// How many programs call each other here.
    pub(super) calls: usize,
}

type Outcome = Result<Value, Problem>;

/// The value of an expression; unknown where it can't be told from the schema alone.
pub(super) fn eval(scope: Scope<'_>, text: &str) -> Value {
    let mut reader = Reader::new(text, scope.syntax, str::to_owned);
    match either(scope, &mut reader) {
        Ok(value) if reader.done() => value,
        _ => Value::Unknown,
    }
}

/// Whether a value counts as true; `None` if that is not known.
pub(super) fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Unknown | Value::Harmless => None,
        Value::Null => Some(false),
        Value::Number(number) => Some(*number != 0),
        Value::Text(text) => Some(leading_number(text) != 0),
    }
}

/// The number that a text starts with, as the server takes it for one.
fn leading_number(text: &str) -> i64 {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

fn of_bool(value: bool) -> Value {
    Value::Number(i64::from(value))
}

/// The text of a value that is known and not NULL.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Text(text) => Some(text.clone()),
        Value::Unknown | Value::Harmless | Value::Null => None,
    }
}

/// The value where it is one of some, and nobody knows which.
pub(super) fn one_of(syntax: Syntax, values: &[Value]) -> Value {
    let is_harmless = values.iter().all(|value| match value {
        Value::Harmless => true,
        Value::Text(text) => leaves_schema(syntax, text),
        _ => false,
    });
    if is_harmless { Value::Harmless } else { Value::Unknown }
}

/// Whether a text that starts like this is a statement that leaves the schema and all variables alone.
pub(super) fn leaves_schema(syntax: Syntax, text: &str) -> bool {
    let head = Head::of(text, syntax);
    (head.starts("SELECT") || read::is_neutral(&head)) && !text.contains('@')
}

fn number_of(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        Value::Unknown | Value::Harmless | Value::Null => None,
    }
}

fn either(scope: Scope<'_>, reader: &mut Reader<'_>) -> Outcome {
    let mut value = both(scope, reader)?;
    while reader.eat("OR") || reader.eat_symbol("||") {
        let next = both(scope, reader)?;
        value = match (truth(&value), truth(&next)) {
            (Some(true), _) | (_, Some(true)) => of_bool(true),
            (Some(_), Some(_)) if value == Value::Null || next == Value::Null => Value::Null,
            (Some(_), Some(_)) => of_bool(false),
            _ => Value::Unknown,
        };
    }
    Ok(value)
}

fn both(scope: Scope<'_>, reader: &mut Reader<'_>) -> Outcome {
    let mut value = negated(scope, reader)?;
    while reader.eat("AND") || reader.eat_symbol("&&") {
        let next = negated(scope, reader)?;
        value = match (&value, &next) {
            (value, next) if is_false(value) || is_false(next) => of_bool(false),
            (Value::Unknown, _) | (_, Value::Unknown) => Value::Unknown,
            (Value::Null, _) | (_, Value::Null) => Value::Null,
            _ => of_bool(true),
        };
    }
    Ok(value)
}

fn is_false(value: &Value) -> bool {
    *value != Value::Null && truth(value) == Some(false)
}

fn not(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        value => truth(value).map_or(Value::Unknown, |truth| of_bool(!truth)),
    }
}

fn negated(scope: Scope<'_>, reader: &mut Reader<'_>) -> Outcome {
    if reader.eat("NOT") || reader.eat_symbol("!") {
        return Ok(not(&negated(scope, reader)?));
    }
    compared(scope, reader)
}

fn compared(scope: Scope<'_>, reader: &mut Reader<'_>) -> Outcome {
    let mut value = sum(scope, reader)?;
    loop {
        if reader.eat("IS") {
            let negative = reader.eat("NOT");
            let is = match reader.eat_any(&["NULL", "TRUE", "FALSE"]) {
                Some("NULL") if matches!(value, Value::Unknown | Value::Harmless) => None,
                Some("NULL") => Some(value == Value::Null),
                Some("TRUE") => truth(&value),
                Some(_) => truth(&value).map(|_| is_false(&value)),
                None => return Err(reader.unexpected("`NULL`")),
            };
            value = is.map_or(Value::Unknown, |is| of_bool(is != negative));
            continue;
        }
        let negative = reader.is("NOT")
            && reader.peek_at(1).is_some_and(|next| is_any(&next, &["IN", "LIKE", "BETWEEN"]));
        if negative {
            reader.bump();
        }
        let outcome = if reader.eat("IN") {
            within(scope, reader, &value)?
        } else if reader.eat("LIKE") {
            let pattern = sum(scope, reader)?;
            if reader.eat("ESCAPE") {
                sum(scope, reader)?;
            }
            match (text_of(&value), text_of(&pattern)) {
                (Some(value), Some(pattern)) if value == CONNECTION && !is_system(&pattern) => {
                    if pattern == "%" { of_bool(true) } else { Value::Unknown }
                }
                (Some(value), Some(pattern)) => of_bool(functions::like(&value, &pattern)),
                _ if value == Value::Null || pattern == Value::Null => Value::Null,
                _ => Value::Unknown,
            }
        } else if reader.eat("BETWEEN") {
            let low = sum(scope, reader)?;
            reader.expect("AND")?;
            let high = sum(scope, reader)?;
            match (number_of(&value), number_of(&low), number_of(&high)) {
                (Some(value), Some(low), Some(high)) => of_bool((low..=high).contains(&value)),
                _ => Value::Unknown,
            }
        } else if let Some(sign) =
            ["=", "<=>", "<>", "!=", "<=", ">=", "<", ">"].iter().find(|sign| reader.is_symbol(sign))
        {
            reader.bump();
            let next = sum(scope, reader)?;
            compare(sign, &value, &next)
        } else {
            return Ok(value);
        };
        value = if negative { not(&outcome) } else { outcome };
    }
}

fn is_any(token: &Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is_word(word))
}

/// Whether a schema of this name is the server's own.
fn is_system(name: &str) -> bool {
    let name = name.replace("\\_", "_").to_lowercase();
    ["information_schema", "performance_schema", "mysql", "sys"].contains(&name.as_str())
}

/// Names of schemas and tables are told apart whatever their case; the name of the connection's schema is not known.
fn equal(a: &Value, b: &Value) -> Option<bool> {
    if let (Value::Number(_), _) | (_, Value::Number(_)) = (a, b) {
        return Some(number_of(a)? == number_of(b)?);
    }
    let (a, b) = (text_of(a)?, text_of(b)?);
    if (a == CONNECTION) != (b == CONNECTION) {
        // Nothing is called by an empty name, and no file is for a schema of the server's own.
        let is_other = |name: &str| name.is_empty() || is_system(name);
        return if is_other(&a) || is_other(&b) { Some(false) } else { None };
    }
    Some(a.trim_end().to_lowercase() == b.trim_end().to_lowercase())
}

fn compare(sign: &str, a: &Value, b: &Value) -> Value {
    if sign == "<=>" {
        return match (a, b) {
            (Value::Unknown, _) | (_, Value::Unknown) => Value::Unknown,
            (Value::Null, b) => of_bool(*b == Value::Null),
            (_, Value::Null) => of_bool(false),
            (a, b) => equal(a, b).map_or(Value::Unknown, of_bool),
        };
    }
    if *a == Value::Null || *b == Value::Null {
        return Value::Null;
    }
    let known = match sign {
        "=" => equal(a, b),
        "<>" | "!=" => equal(a, b).map(|equal| !equal),
        _ => number_of(a).zip(number_of(b)).map(|(a, b)| match sign {
            "<" => a < b,
            ">" => a > b,
            "<=" => a <= b,
            _ => a >= b,
        }),
    };
    known.map_or(Value::Unknown, of_bool)
}

fn within(scope: Scope<'_>, reader: &mut Reader<'_>, value: &Value) -> Outcome {
    let inner = reader.parens()?.to_owned();
    let items = match select::rows(scope, &inner) {
        Some(rows) => rows.into_iter().filter_map(|row| row.into_iter().next()).collect(),
        None if inner.trim_start().to_ascii_lowercase().starts_with("select") => vec![Value::Unknown],
        None => {
            let mut list = reader.sub(&inner);
            list.comma_list(|reader| sum(scope, reader))?
        }
    };
    let outcomes: Vec<_> = items.iter().map(|item| equal(value, item)).collect();
    Ok(if outcomes.contains(&Some(true)) {
        of_bool(true)
    } else if outcomes.contains(&None) {
        Value::Unknown
    } else {
        of_bool(false)
    })
}

fn sum(scope: Scope<'_>, reader: &mut Reader<'_>) -> Outcome {
    let mut value = product(scope, reader)?;
    loop {
        let plus = reader.eat_symbol("+");
        if !plus && !reader.eat_symbol("-") {
            return Ok(value);
        }
        let next = product(scope, reader)?;
        value = match (number_of(&value), number_of(&next)) {
            (Some(a), Some(b)) => {
                let result = if plus { a.checked_add(b) } else { a.checked_sub(b) };
                result.map_or(Value::Unknown, Value::Number)
            }
            _ => Value::Unknown,
        };
    }
}

fn product(scope: Scope<'_>, reader: &mut Reader<'_>) -> Outcome {
    let mut value = operand(scope, reader)?;
    loop {
        let times = reader.eat_symbol("*");
        if !times
            && !reader.eat_symbol("/")
            && !reader.eat_symbol("%")
            && !reader.eat("DIV")
            && !reader.eat("MOD")
        {
            return Ok(value);
        }
        let next = operand(scope, reader)?;
        value = match (number_of(&value), number_of(&next)) {
            (Some(a), Some(b)) if times => a.checked_mul(b).map_or(Value::Unknown, Value::Number),
            _ => Value::Unknown,
        };
    }
}

fn operand(scope: Scope<'_>, reader: &mut Reader<'_>) -> Outcome {
    let Some(token) = reader.peek() else { return Err(reader.unexpected("an expression")) };
    let value = match token.kind {
        TokenKind::String => Value::Text(reader.string()?),
        TokenKind::Number => {
            reader.bump();
            token.text.parse().map_or(Value::Unknown, Value::Number)
        }
        TokenKind::Variable => {
            reader.bump();
            let mut name = token.text.to_ascii_lowercase();
            while reader.eat_symbol(".") {
                name = format!("{name}.{}", reader.ident()?.to_ascii_lowercase());
            }
            variable(scope, &name)
        }
        TokenKind::Symbol if token.text == "(" => {
            let inner = reader.parens()?;
            if select::is_query(inner) { select::one(scope, inner) } else { eval(scope, inner) }
        }
        TokenKind::Symbol if token.text == "-" => {
            reader.bump();
            match operand(scope, reader)? {
                Value::Number(number) => number.checked_neg().map_or(Value::Unknown, Value::Number),
                _ => Value::Unknown,
            }
        }
        TokenKind::Word | TokenKind::QuotedIdentifier => return named(scope, reader, token),
        TokenKind::Symbol => return Err(reader.unexpected("an expression")),
    };
    Ok(value)
}

fn variable(scope: Scope<'_>, name: &str) -> Value {
    let Some(name) = name.strip_prefix("@@") else {
        let name = name.trim_start_matches('@').trim_matches(['`', '\'', '"']);
        // A variable that nobody has set is NULL.
        return scope.state.session.variables.get(name).cloned().unwrap_or(Value::Null);
    };
    let name = name.trim_start_matches("session.").trim_start_matches("local.");
    match name {
        "foreign_key_checks" => of_bool(scope.state.session.foreign_keys),
        // Nobody knows the server's own.
        "sql_mode" => scope.state.session.sql_mode.clone().map_or(Value::Unknown, Value::Text),
        _ => Value::Unknown,
    }
}

/// What starts with a word: a constant, a function, CASE, a variable or a column.
fn named(scope: Scope<'_>, reader: &mut Reader<'_>, token: Token<'_>) -> Outcome {
    if let Some(word) = reader.eat_any(&["NULL", "TRUE", "FALSE"]) {
        return Ok(match word {
            "NULL" => Value::Null,
            word => of_bool(word == "TRUE"),
        });
    }
    if reader.eat("EXISTS") {
        let inner = reader.parens()?;
        return Ok(select::rows(scope, inner).map_or(Value::Unknown, |rows| of_bool(!rows.is_empty())));
    }
    if reader.eat("CASE") {
        return case(scope, reader);
    }
    if reader.eat("BINARY") {
        return operand(scope, reader);
    }
    if token.text.starts_with('_') && reader.peek_at(1).is_some_and(|next| next.kind == TokenKind::String) {
        reader.bump();
        return Ok(Value::Text(reader.string()?));
    }
    let mut path = vec![reader.ident()?];
    if reader.is_symbol("(") {
        let name = path.remove(0).to_ascii_uppercase();
        let args = reader.parens()?;
        return Ok(functions::call(scope, &name, args));
    }
    while reader.eat_symbol(".") {
        path.push(reader.ident()?);
    }
    // A collation says how texts compare, which is in any case here.
    if reader.eat("COLLATE") {
        reader.ident()?;
    }
    let name = path.pop().unwrap_or_default().to_ascii_lowercase();
    if path.is_empty()
        && let Some(value) = scope.locals.get(&name)
    {
        return Ok(value.clone());
    }
    let Some(row) = scope.row else { return Ok(Value::Unknown) };
    let owner = path.pop();
    let mut tables =
        row.iter().filter(|(alias, _)| owner.as_ref().is_none_or(|owner| owner.eq_ignore_ascii_case(alias)));
    Ok(match (tables.next(), tables.next()) {
        (Some((_, row)), None) => row.get(&name),
        _ => Value::Unknown,
    })
}

fn case(scope: Scope<'_>, reader: &mut Reader<'_>) -> Outcome {
    let subject = if reader.is("WHEN") { None } else { Some(either(scope, reader)?) };
    let mut found: Option<Value> = None;
    let mut possible = Vec::new();
    let mut is_open = true;
    while reader.eat("WHEN") {
        let when = either(scope, reader)?;
        reader.expect("THEN")?;
        let then = either(scope, reader)?;
        let holds = match &subject {
            Some(subject) => equal(subject, &when),
            None => truth(&when),
        };
        match holds {
            Some(true) if is_open => (found, is_open) = (Some(then), false),
            None if is_open => possible.push(then),
            _ => {}
        }
    }
    if reader.eat("ELSE") {
        let otherwise = either(scope, reader)?;
        found.get_or_insert(otherwise);
    }
    reader.expect("END")?;
    let found = found.unwrap_or(Value::Null);
    if possible.is_empty() {
        return Ok(found);
    }
    possible.push(found);
    Ok(one_of(scope.syntax, &possible))
}
