//! Queries of `information_schema`.

use super::catalog;
use super::eval::{Joined, Scope, eval, truth};
use crate::replay::{Reader, Value};

const CLAUSES: [&str; 8] = ["FROM", "INTO", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "FOR"];

/// The most rows that a join is followed to.
const MOST_ROWS: usize = 200_000;

/// Whether the text is a query.
pub(super) fn is_query(text: &str) -> bool {
    text.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select"))
}

/// The one value of a query; NULL if it finds nothing.
pub(super) fn one(scope: Scope<'_>, text: &str) -> Value {
    match rows(scope, text) {
        Some(rows) => match rows.into_iter().next() {
            Some(row) => row.into_iter().next().unwrap_or(Value::Unknown),
            None => Value::Null,
        },
        None => Value::Unknown,
    }
}

/// What a query finds; `None` if that is not known.
pub(super) fn rows(scope: Scope<'_>, text: &str) -> Option<Vec<Vec<Value>>> {
    let mut reader = Reader::new(text, scope.syntax, str::to_owned);
    if !reader.eat("SELECT") {
        return None;
    }
    let distinct = reader.eat("DISTINCT");
    reader.eat("ALL");
    let items = reader.comma_list(|reader| reader.until(&CLAUSES)).ok()?;
    skip_into(&mut reader)?;
    let sources = if reader.eat("FROM") { from(scope, &mut reader)? } else { vec![Vec::new()] };
    let condition = if reader.eat("WHERE") { Some(reader.until(&CLAUSES).ok()?) } else { None };
    if reader.is("GROUP") || reader.is("HAVING") {
        return None;
    }
    let is_ordered = reader.is("ORDER");
    while reader.is("ORDER") {
        reader.eat("ORDER BY");
        reader.comma_list(|reader| reader.until(&CLAUSES)).ok()?;
    }
    let limit = if reader.eat("LIMIT") { Some(usize::try_from(reader.integer().ok()?).ok()?) } else { None };
    skip_into(&mut reader)?;
    if !reader.done() {
        return None;
    }
    let mut found: Vec<Joined<'_>> = Vec::new();
    for row in sources {
        let holds = match condition {
            Some(condition) => truth(&eval(Scope { row: Some(&row), rows: None, ..scope }, condition))?,
            None => true,
        };
        if holds {
            found.push(row);
        }
    }
    let counts = items.iter().any(|item| {
        let upper = item.to_ascii_uppercase().replace(' ', "");
        ["COUNT(", "GROUP_CONCAT(", "MAX(", "MIN("].iter().any(|call| upper.contains(call))
    });
    let values = |scope: Scope<'_>| items.iter().map(|item| value(scope, item)).collect::<Vec<_>>();
    let mut rows: Vec<Vec<Value>> = if counts {
        vec![values(Scope { rows: Some(&found), row: None, ..scope })]
    } else {
        found.iter().map(|row| values(Scope { row: Some(row), rows: None, ..scope })).collect()
    };
    if distinct {
        rows.dedup();
    }
    let limit = limit.unwrap_or(usize::MAX);
    // Which ones come first isn't known.
    if is_ordered && limit < rows.len() && rows.iter().any(|row| Some(row) != rows.first()) {
        return None;
    }
    rows.truncate(limit);
    Some(rows)
}

/// The value of an item, its alias left out; `*` is something.
fn value(scope: Scope<'_>, item: &str) -> Value {
    if item == "*" {
        return Value::Unknown;
    }
    let mut reader = Reader::new(item, scope.syntax, str::to_owned);
    let text = reader.until(&["AS"]).unwrap_or(item);
    match eval(scope, text) {
        // An alias without AS.
        Value::Unknown if reader.tokens().len() > 1 && !reader.is("AS") => {
            let count = reader.tokens().len();
            let bare = reader.slice(0, count - 1).to_owned();
            eval(scope, &bare)
        }
        value => value,
    }
}

/// Passes `INTO` with the variables that it fills.
fn skip_into(reader: &mut Reader<'_>) -> Option<()> {
    if reader.eat("INTO") {
        reader.comma_list(|reader| reader.until(&CLAUSES)).ok()?;
    }
    Some(())
}

/// The rows of all tables together.
fn from<'a>(scope: Scope<'a>, reader: &mut Reader<'_>) -> Option<Vec<Joined<'a>>> {
    let mut joined = source(scope, reader)?;
    loop {
        let comma = reader.eat_symbol(",");
        if !comma {
            reader.eat("INNER");
            if !reader.eat("JOIN") {
                return Some(joined);
            }
        }
        let next = source(scope, reader)?;
        if joined.len().saturating_mul(next.len()) > MOST_ROWS {
            return None;
        }
        let condition = if !comma && reader.eat("ON") {
            Some(reader.until(&["JOIN", "INNER", "LEFT", "WHERE", "GROUP", "ORDER", "LIMIT"]).ok()?)
        } else {
            None
        };
        let mut both = Vec::new();
        for left in &joined {
            for right in &next {
                let row: Joined<'_> = left.iter().chain(right).cloned().collect();
                let holds = match condition {
                    Some(condition) => {
                        truth(&eval(Scope { row: Some(&row), rows: None, ..scope }, condition))?
                    }
                    None => true,
                };
                if holds {
                    both.push(row);
                }
            }
        }
        joined = both;
    }
}

/// One table with its alias.
fn source<'a>(scope: Scope<'a>, reader: &mut Reader<'_>) -> Option<Vec<Joined<'a>>> {
    if reader.eat("DUAL") {
        return Some(vec![Vec::new()]);
    }
    let name = reader.name().ok()?;
    if !name.schema.as_ref()?.eq_ignore_ascii_case("information_schema") {
        return None;
    }
    let rows = catalog::rows(scope.state, &name.name)?;
    let ends = ["WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "INTO", "FOR", "ON", "JOIN", "INNER", "LEFT"];
    let has_alias = reader.eat("AS") || !reader.done() && !reader.is_symbol(",") && !reader.is_any(&ends);
    let alias = if has_alias { reader.ident().ok()? } else { name.name.clone() };
    Some(rows.into_iter().map(|row| vec![(alias.clone(), row)]).collect())
}
