//! `CREATE TABLE .. AS SELECT`, where the columns can be told from the text.

use super::super::{Problem, QueryFacts, QueryTable, Reader, ResultColumn, State};
use crate::dialect::Dialect;
use crate::model::{Column, TableRef};
use crate::sql::Tokens;

/// How deep views may read each other.
const DEPTH: usize = 16;

/// The columns of a query, where each is a column of a table or an expression whose type the dialect can tell.
pub(super) fn columns(
    dialect: &dyn Dialect,
    state: &State,
    query: &QueryTable,
) -> Result<Vec<Column>, Problem> {
    let mut text = query.query.trim();
    let mut reader = Reader::new(text, dialect.syntax(), dialect.fold());
    while reader.is_symbol("(") {
        text = reader.parens()?;
        reader = Reader::new(text, dialect.syntax(), dialect.fold());
    }
    let whole = match reader.eat("TABLE") {
        true => format!("SELECT * FROM {}", reader.rest()),
        false => text.to_owned(),
    };
    let mut columns = of_query(dialect, state, &whole, 0).ok_or_else(super::super::unknown_columns)?;
    for (column, name) in columns.iter_mut().zip(&query.columns) {
        column.name.clone_from(name);
    }
    Ok(columns.iter().map(|column| dialect.queried_column(column)).collect())
}

fn of_query(dialect: &dyn Dialect, state: &State, text: &str, depth: usize) -> Option<Vec<Column>> {
    if let Some(columns) = of_values(dialect, text) {
        return Some(columns);
    }
    let facts = QueryFacts::of(dialect, state, text);
    if facts.is_united || facts.results.is_empty() || depth > DEPTH {
        return None;
    }
    // A row that an outer join makes up has NULLs, also where a column of a table can have none.
    let outer = Tokens::new(text, dialect.syntax())
        .any(|token| ["LEFT", "RIGHT", "FULL"].iter().any(|word| token.is_word(word)));
    let found: Option<Vec<Column>> =
        facts.results.iter().map(|result| of_result(dialect, state, result, depth)).collect();
    found.filter(|columns| !outer || columns.iter().all(|column| dialect.queried_column(column).null))
}

/// The columns of `VALUES (..), (..)`, where each has one type in all rows.
fn of_values(dialect: &dyn Dialect, text: &str) -> Option<Vec<Column>> {
    let mut reader = Reader::new(text, dialect.syntax(), dialect.fold());
    if !reader.eat("VALUES") {
        return None;
    }
    let mut columns: Vec<Column> = Vec::new();
    loop {
        let row = reader.parens().ok()?;
        let mut values = reader.sub(row);
        let mut at = 0;
        loop {
            let ty = dialect.expression_type(values.until(&[]).ok()?.trim(), &|_| None)?;
            let column = Column { name: format!("column{}", at + 1), ty, null: true, ..Column::default() };
            match columns.get(at) {
                Some(known) if *known == column => {}
                None if at == columns.len() => columns.push(column),
                _ => return None,
            }
            at += 1;
            if !values.eat_symbol(",") {
                break;
            }
        }
        if !reader.eat_symbol(",") {
            return reader.done().then_some(columns);
        }
    }
}

fn of_result(dialect: &dyn Dialect, state: &State, result: &ResultColumn, depth: usize) -> Option<Column> {
    let named = |column: Column| Column { name: result.name.clone(), ..column };
    if let Some((relation, column)) = &result.column {
        let found = of_column(dialect, state, relation, column, depth);
        return found.map(|column| named(dialect.column_from(state, relation, column)));
    }
    let read = |name: &str| {
        let (relation, column) = result.reads.iter().find(|(_, column)| column == name)?;
        of_column(dialect, state, relation, column, depth)
    };
    dialect.expression_column(&result.text, &read).map(named)
}

/// A column of a table, or of a view by its query.
fn of_column(
    dialect: &dyn Dialect,
    state: &State,
    relation: &TableRef,
    name: &str,
    depth: usize,
) -> Option<Column> {
    if let Some(table) = state.table(relation) {
        return dialect.queried_table(state, relation, table.clone()).column(name).cloned();
    }
    let view = state.realm.schema(&relation.schema)?.view(&relation.table)?;
    let mut columns = of_query(dialect, state, view.definition.as_str(), depth + 1)?;
    for (column, name) in columns.iter_mut().zip(&view.columns) {
        column.name.clone_from(name);
    }
    columns.into_iter().find(|column| column.name == name)
}
