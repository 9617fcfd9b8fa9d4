//! The sources that FROM joins.

use super::eval::Scope;
use super::query::{Joined, filter};
use super::value::Value;
use super::{catalog, dates, query};
use crate::replay::{Name, Problem, Reader};

/// Functions that give as many rows as their result has values.
pub(super) const SETS: [&str; 2] = ["unnest", "generate_series"];

/// Joins one more source to the rows: a table of the catalog, a query, a set.
pub(super) fn source(
    scope: &Scope<'_>,
    reader: &mut Reader<'_>,
    rows: Vec<Joined>,
) -> Result<Option<Vec<Joined>>, Problem> {
    let _ = reader.eat_symbol(",");
    let mut outer = false;
    while let Some(word) =
        reader.eat_any(&["INNER", "CROSS", "LEFT", "RIGHT", "FULL", "OUTER", "NATURAL", "JOIN", "LATERAL"])
    {
        outer |= word == "LEFT";
        if matches!(word, "RIGHT" | "FULL" | "NATURAL") {
            return Ok(None);
        }
    }
    let (name, found) = if reader.is_symbol("(") {
        let inside = reader.parens()?.to_owned();
        (String::new(), query::rows(scope, &inside)?)
    } else {
        let name: Name = reader.name()?;
        if reader.is_symbol("(") {
            let inside = reader.parens()?.to_owned();
            let list = match name.name.as_str() {
                "unnest" => scope.value(&inside)?,
                name if SETS.contains(&name) => {
                    let args = scope.list(&inside)?.unwrap_or_default();
                    dates::call(name, &args).unwrap_or(Value::Unknown)
                }
                _ => Value::Unknown,
            };
            let rows = match list {
                Value::List(values) => {
                    Some(values.into_iter().map(|value| vec![(name.name.clone(), value)]).collect())
                }
                _ => None,
            };
            (name.name, rows)
        } else {
            (name.name.clone(), catalog::rows(scope.state, &name))
        }
    };
    let mut alias = name;
    let is_end = reader.done()
        || reader.is_symbol(",")
        || reader.is_any(&["ON", "USING", "JOIN", "INNER", "LEFT", "CROSS", "RIGHT", "FULL", "NATURAL"]);
    let mut found = found;
    if !is_end {
        reader.eat("AS");
        alias = reader.ident()?;
        if reader.is_symbol("(") {
            let names = reader.list(Reader::ident)?;
            for row in found.iter_mut().flatten() {
                for ((column, _), name) in row.iter_mut().zip(&names) {
                    column.clone_from(name);
                }
            }
        } else if let Some([_]) = found.as_ref().and_then(|rows| rows.first()).map(Vec::as_slice) {
            // The only column of a function is called as the function's alias.
            for row in
                found.iter_mut().flatten().filter(|row| row.len() == 1 && SETS.contains(&row[0].0.as_str()))
            {
                row[0].0.clone_from(&alias);
            }
        }
    }
    let mut condition = None;
    if reader.eat("ON") {
        condition = Some(on(reader));
    } else if reader.eat("USING") {
        let columns = reader.list(Reader::ident)?;
        let equal = |column: &String| {
            let others = rows.first().map(|(row, _)| row.as_slice()).unwrap_or_default();
            let other = others.iter().find(|(_, row)| row.iter().any(|(name, _)| name == column));
            other.map(|(other, _)| format!("{other}.{column} = {alias}.{column}"))
        };
        let equals: Option<Vec<String>> = columns.iter().map(equal).collect();
        match equals {
            Some(equals) => condition = Some(equals.join(" AND ")),
            None => return Ok(if rows.is_empty() { Some(rows) } else { None }),
        }
    }
    let Some(found) = found else { return Ok(None) };
    let mut next = Vec::new();
    for (row, sure) in rows {
        let mut joined: Vec<Joined> = found
            .iter()
            .map(|columns| {
                let mut row = row.clone();
                row.push((alias.clone(), columns.clone()));
                (row, sure)
            })
            .collect();
        if let Some(condition) = &condition {
            filter(scope, &mut joined, condition, true)?;
        }
        if joined.is_empty() && outer {
            let mut row = row;
            let nulls = found.first().into_iter().flatten().map(|(name, _)| (name.clone(), Value::Null));
            row.push((alias.clone(), nulls.collect()));
            joined.push((row, sure));
        }
        next.extend(joined);
    }
    Ok(Some(next))
}

/// The condition of a join.
fn on(reader: &mut Reader<'_>) -> String {
    let from = reader.at();
    let mut depth = 0usize;
    while let Some(token) = reader.peek() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "," if depth == 0 => break,
            _ if depth == 0
                && reader.is_any(&["JOIN", "INNER", "LEFT", "CROSS", "RIGHT", "FULL", "NATURAL"]) =>
            {
                break;
            }
            _ => {}
        }
        reader.bump();
    }
    reader.slice_from(from).to_owned()
}
