//! Queries over the catalog.

use super::super::names::fold;
use super::catalog;
use super::eval::Scope;
use super::source::{SETS, source};
use super::value::Value;
use crate::replay::{Problem, Reader};
use crate::sql::{Syntax, TokenKind};

/// A row: the names of its columns with their values.
pub(super) type Row = Vec<(String, Value)>;

/// Rows of several tables side by side, each under its alias, and whether they are surely there.
pub(super) type Joined = (Vec<(String, Row)>, bool);

/// The parts of a SELECT.
struct Select {
    items: String,
    from: Option<String>,
    condition: Option<String>,
    order: Option<String>,
    limit: Option<usize>,
}

const CLAUSES: [&str; 12] = [
    "FROM",
    "WHERE",
    "GROUP",
    "HAVING",
    "ORDER",
    "LIMIT",
    "OFFSET",
    "UNION",
    "EXCEPT",
    "INTERSECT",
    "FOR",
    "WINDOW",
];

fn parse(text: &str) -> Result<Option<Select>, Problem> {
    let mut reader = Reader::new(text, Syntax::postgres(), fold);
    if !reader.eat("SELECT") {
        return Ok(None);
    }
    let _ = reader.eat("DISTINCT") || reader.eat("ALL");
    if reader.is("ON") {
        return Ok(None);
    }
    let items = clause(&mut reader);
    let mut select = Select { items, from: None, condition: None, order: None, limit: None };
    while !reader.done() {
        if reader.eat("FROM") {
            select.from = Some(clause(&mut reader));
        } else if reader.eat("WHERE") {
            select.condition = Some(clause(&mut reader));
        } else if reader.eat("ORDER") {
            select.order = Some(clause(&mut reader));
        } else if reader.eat("LIMIT") {
            let limit = clause(&mut reader);
            select.limit = limit.trim().parse().ok();
            if select.limit.is_none() {
                return Ok(None);
            }
        } else {
            return Ok(None);
        }
    }
    Ok(Some(select))
}

/// The text up to the next clause.
fn clause(reader: &mut Reader<'_>) -> String {
    let from = reader.at();
    let mut depth = 0usize;
    while let Some(token) = reader.peek() {
        match token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ if depth == 0 && reader.is_any(&CLAUSES) && !is_distinct_from(reader) => break,
            _ => {}
        }
        reader.bump();
    }
    reader.slice_from(from).to_owned()
}

/// Whether the FROM that comes next belongs to IS DISTINCT FROM.
fn is_distinct_from(reader: &Reader<'_>) -> bool {
    let before = reader.at().checked_sub(1).and_then(|at| reader.tokens().get(at));
    reader.is("FROM") && before.is_some_and(|token| token.is_word("DISTINCT"))
}

/// Whether a query gives any row; `None` where that isn't known.
pub(super) fn exists(scope: &Scope<'_>, text: &str) -> Result<Option<bool>, Problem> {
    let Some(select) = parse(text)? else { return Ok(None) };
    let Some(rows) = joined(scope, &select)? else { return Ok(None) };
    if rows.iter().any(|(_, sure)| *sure) {
        return Ok(Some(true));
    }
    Ok(rows.is_empty().then_some(false))
}

/// The rows of a query; `None` where they aren't known.
pub(super) fn rows(scope: &Scope<'_>, text: &str) -> Result<Option<Vec<Row>>, Problem> {
    let mut reader = Reader::new(text, Syntax::postgres(), fold);
    if reader.is_symbol("(") {
        let inside = reader.parens()?.to_owned();
        return if reader.done() { rows(scope, &inside) } else { Ok(None) };
    }
    if reader.eat("VALUES") {
        return values(scope, &mut reader);
    }
    let Some(select) = parse(text)? else { return Ok(None) };
    let Some(found) = joined(scope, &select)? else { return Ok(None) };
    if found.iter().any(|(_, sure)| !sure) {
        return Ok(None);
    }
    let mut items = Reader::new(&select.items, Syntax::postgres(), fold);
    if let Some(count) = aggregate(scope, &mut items, &found)? {
        return Ok(Some(vec![vec![count]]));
    }
    let mut rows = Vec::new();
    let lower = select.items.to_lowercase();
    for (joined, _) in found {
        let all: Vec<_> = joined.iter().chain(scope.rows).cloned().collect();
        let inner = Scope { rows: &all, ..*scope };
        let mut row = Row::new();
        let mut items = Reader::new(&select.items, Syntax::postgres(), fold);
        while !items.done() {
            item(&inner, &mut items, &joined, &mut row)?;
            if !items.eat_symbol(",") {
                break;
            }
        }
        if !items.done() {
            return Ok(None);
        }
        // A set in the list stands for as many rows.
        match row.as_slice() {
            [(name, Value::List(values))] if SETS.iter().any(|set| lower.contains(set)) => {
                rows.extend(values.iter().map(|value| vec![(name.clone(), value.clone())]));
            }
            _ => rows.push(row),
        }
    }
    let is_sorted = select.order.as_deref().is_none_or(|order| sort(&mut rows, order).is_some());
    if let Some(limit) = select.limit.filter(|limit| *limit < rows.len()) {
        // Which ones come first isn't known.
        if !is_sorted {
            return Ok(None);
        }
        rows.truncate(limit);
    }
    Ok(Some(rows))
}

/// Sorts rows as ORDER BY says, if that names columns of the result; names of the catalog compare by their bytes.
fn sort(rows: &mut [Row], order: &str) -> Option<()> {
    let mut reader = Reader::new(order, Syntax::postgres(), fold);
    reader.eat("BY");
    let mut keys = Vec::new();
    let first = rows.first()?;
    loop {
        let at = match reader.integer() {
            Ok(position) => usize::try_from(position).ok()?.checked_sub(1)?,
            Err(_) => {
                let column = reader.name().ok()?.name;
                first.iter().position(|(name, _)| *name == column)?
            }
        };
        let descends = !reader.eat("ASC") && reader.eat("DESC");
        keys.push((at, descends));
        if !reader.eat_symbol(",") {
            break;
        }
    }
    let key = |row: &Row| -> Option<Vec<(i64, String)>> {
        let part = |(at, _): &(usize, bool)| match &row.get(*at)?.1 {
            Value::Int(number) => Some((*number, String::new())),
            Value::Moment(moment) => Some((moment.micros(), String::new())),
            Value::Text(text) => Some((0, text.clone())),
            _ => None,
        };
        keys.iter().map(part).collect()
    };
    if !reader.done() || rows.iter().any(|row| key(row).is_none()) {
        return None;
    }
    rows.sort_by(|a, b| {
        let (a, b) = (key(a).unwrap_or_default(), key(b).unwrap_or_default());
        let parts = a.iter().zip(&b).zip(&keys);
        let mut orders = parts.map(|((a, b), (_, descends))| if *descends { b.cmp(a) } else { a.cmp(b) });
        orders.find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    });
    Some(())
}

fn item(
    scope: &Scope<'_>,
    items: &mut Reader<'_>,
    joined: &[(String, Row)],
    row: &mut Row,
) -> Result<(), Problem> {
    if items.eat_symbol("*") {
        row.extend(joined.iter().flat_map(|(_, columns)| columns.iter().cloned()));
        return Ok(());
    }
    if items.peek_at(1).is_some_and(|next| next.is_symbol("."))
        && items.peek_at(2).is_some_and(|next| next.is_symbol("*"))
    {
        let alias = items.ident()?;
        items.bump();
        items.bump();
        let columns = joined.iter().find(|(name, _)| *name == alias);
        row.extend(columns.into_iter().flat_map(|(_, columns)| columns.iter().cloned()));
        return Ok(());
    }
    let from = items.at();
    let value = scope.or(items)?;
    let last = items.at().checked_sub(1).and_then(|at| items.tokens().get(at));
    let mut name = match last {
        Some(token) if items.at() > from && token.kind == TokenKind::Word => fold(token.text),
        _ => String::new(),
    };
    if items.eat("AS")
        || items.peek().is_some_and(|next| matches!(next.kind, TokenKind::Word | TokenKind::QuotedIdentifier))
    {
        name = items.ident()?;
    }
    row.push((name, value));
    Ok(())
}

/// `count(*)` or `array_agg(x)` as the only item.
fn aggregate(
    scope: &Scope<'_>,
    items: &mut Reader<'_>,
    found: &[Joined],
) -> Result<Option<(String, Value)>, Problem> {
    let called = items.peek_at(1).is_some_and(|next| next.is_symbol("("));
    let Some(name) = items.eat_any(&["COUNT", "ARRAY_AGG"]).filter(|_| called) else { return Ok(None) };
    let inside = items.parens()?.to_owned();
    let rest = items.at();
    if name == "COUNT" && items.peek().is_some_and(|next| next.kind == TokenKind::Symbol) {
        // `count(*) > 0`.
        let text = format!("{} {}", found.len(), items.rest());
        let mut whole = Reader::new(&text, Syntax::postgres(), fold);
        let mut row = Row::new();
        item(scope, &mut whole, &[], &mut row)?;
        let value = row.pop().filter(|_| whole.done());
        return Ok(Some(value.unwrap_or((String::new(), Value::Unknown))));
    }
    let alone =
        items.done() || items.eat("AS") || items.peek().is_some_and(|next| next.kind == TokenKind::Word);
    if !alone {
        items.go(rest);
        return Ok(Some((String::new(), Value::Unknown)));
    }
    let column = if items.done() { name.to_lowercase() } else { items.ident()? };
    if name == "COUNT" {
        let count = i64::try_from(found.len()).map_or(Value::Unknown, Value::Int);
        return Ok(Some((column, if items.done() { count } else { Value::Unknown })));
    }
    let mut values = Vec::new();
    for (joined, _) in found {
        let all: Vec<_> = joined.iter().chain(scope.rows).cloned().collect();
        values.push(Scope { rows: &all, ..*scope }.value(&inside)?);
    }
    Ok(Some((column, if values.is_empty() { Value::Null } else { Value::List(values) })))
}

fn values(scope: &Scope<'_>, reader: &mut Reader<'_>) -> Result<Option<Vec<Row>>, Problem> {
    let rows = reader.comma_list(|reader| {
        let inside = reader.parens()?.to_owned();
        let values = scope.list(&inside)?.unwrap_or_default();
        Ok(values.into_iter().enumerate().map(|(at, value)| (format!("column{}", at + 1), value)).collect())
    })?;
    Ok(reader.done().then_some(rows))
}

/// The rows that FROM and WHERE leave, with those of which that isn't sure; `None` where nothing is known.
fn joined(scope: &Scope<'_>, select: &Select) -> Result<Option<Vec<Joined>>, Problem> {
    let mut rows: Vec<Joined> = vec![(Vec::new(), true)];
    if let Some(from) = &select.from {
        let mut reader = Reader::new(from, Syntax::postgres(), fold);
        let conditions: Vec<&str> = select.condition.iter().map(String::as_str).collect();
        loop {
            match source(scope, &mut reader, rows)? {
                Some(next) => rows = next,
                None => return Ok(None),
            }
            // What the condition rules out already needs no further joining.
            for condition in conditions.iter().flat_map(|condition| conjuncts(condition)) {
                if let Some((column, text)) = equality(&condition) {
                    rows.retain(|(row, _)| may_equal(row, &column, &text));
                } else {
                    filter(scope, &mut rows, &condition, false)?;
                }
            }
            if reader.done() {
                break;
            }
        }
    }
    if let Some(condition) = &select.condition {
        filter(scope, &mut rows, condition, true)?;
    }
    Ok(Some(rows))
}

/// Drops rows for which a condition doesn't hold; where it isn't known they are no longer sure, if `last`.
pub(super) fn filter(
    scope: &Scope<'_>,
    rows: &mut Vec<Joined>,
    condition: &str,
    last: bool,
) -> Result<(), Problem> {
    let mut kept = Vec::new();
    for (row, sure) in std::mem::take(rows) {
        let all: Vec<_> = row.iter().chain(scope.rows).cloned().collect();
        let value = Scope { rows: &all, ..*scope }.value(condition)?;
        match value.truth() {
            Some(true) => kept.push((row, sure)),
            Some(false) => {}
            None => kept.push((row, sure && !last)),
        }
    }
    *rows = kept;
    Ok(())
}

/// The column and the text of `[alias.]column = 'text'`: most conditions are such, and need no reading for each row.
fn equality(condition: &str) -> Option<(String, String)> {
    let mut reader = Reader::new(condition, Syntax::postgres(), fold);
    let column = reader.name().ok()?.name;
    reader.eat_symbol("=").then_some(())?;
    let text = reader.string().ok()?;
    reader.done().then_some((column, text))
}

/// Whether a column of a row may have a text; only one that surely has another can't.
fn may_equal(row: &[(String, Row)], column: &str, text: &str) -> bool {
    if column == "name" && text.starts_with("server_version") {
        return !row.iter().any(|(_, row)| catalog::is_other_setting(row, text));
    }
    let mut values =
        row.iter().flat_map(|(_, row)| row).filter(|(name, _)| name == column).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(Value::Text(value)), None) => value == text,
        _ => true,
    }
}

/// The parts of a condition that AND joins at the top.
fn conjuncts(condition: &str) -> Vec<String> {
    let mut reader = Reader::new(condition, Syntax::postgres(), fold);
    let (mut parts, mut depth, mut from) = (Vec::new(), 0usize, 0);
    let mut between = false;
    while let Some(token) = reader.peek() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ if depth == 0 && (token.is_word("OR") || token.is_word("CASE")) => return Vec::new(),
            _ if depth == 0 && token.is_word("BETWEEN") => between = true,
            _ if depth == 0 && token.is_word("AND") && between => between = false,
            _ if depth == 0 && token.is_word("AND") => {
                parts.push(reader.slice_from(from).to_owned());
                from = reader.at() + 1;
            }
            _ => {}
        }
        reader.bump();
    }
    parts.push(reader.slice_from(from).to_owned());
    parts
}
