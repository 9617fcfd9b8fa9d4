//! `CREATE TABLE .. AS SELECT`, where the columns can be told from the text.

use super::super::{Gives, Problem, QueryFacts, QueryTable, Reader, ResultColumn, State};
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
        let inside = reader.parens()?;
        if !reader.done() {
            break;
        }
        text = inside;
        reader = Reader::new(text, dialect.syntax(), dialect.fold());
    }
    let mut columns = of_query(dialect, state, text, 0).ok_or_else(super::super::unknown_columns)?;
    for (column, name) in columns.iter_mut().zip(&query.columns) {
        column.name.clone_from(name);
    }
    Ok(columns.iter().map(|column| dialect.queried_column(column)).collect())
}

fn of_query(dialect: &dyn Dialect, state: &State, text: &str, depth: usize) -> Option<Vec<Column>> {
    let results = QueryFacts::of(dialect, state, text).results?;
    if results.is_empty() || depth > DEPTH {
        return None;
    }
    // A row that an outer join makes up has NULLs, also where a column of a table can have none.
    let outer = Tokens::new(text, dialect.syntax())
        .any(|token| ["LEFT", "RIGHT", "FULL"].iter().any(|word| token.is_word(word)));
    let found: Option<Vec<Column>> =
        results.iter().map(|result| of_result(dialect, state, result, depth)).collect();
    found.filter(|columns| !outer || columns.iter().all(|column| dialect.queried_column(column).null))
}

fn of_result(dialect: &dyn Dialect, state: &State, result: &ResultColumn, depth: usize) -> Option<Column> {
    let column = match &result.gives {
        Gives::Column(relation, column) => {
            let found = of_column(dialect, state, relation, column, depth)?;
            dialect.column_from(state, relation, found)
        }
        Gives::Expression { text, reads } => {
            let read = |name: &str| {
                let named = reads.iter().filter(|(column, _)| column == name);
                let mut found = named.map(|(_, result)| match &result.gives {
                    Gives::Column(relation, column) => of_column(dialect, state, relation, column, depth),
                    _ => of_result(dialect, state, result, depth),
                });
                let first = found.next()??;
                // Columns of one name: which stands where is not told here.
                let same = |other: Option<Column>| other.is_some_and(|other| other.ty == first.ty);
                found.all(same).then_some(first)
            };
            dialect.expression_column(text, &read)?
        }
        Gives::Derived(result) => dialect.derived_column(of_result(dialect, state, result, depth)?)?,
        Gives::United(results) => {
            let columns = results.iter().map(|result| of_result(dialect, state, result, depth));
            dialect.united_column(&columns.collect::<Option<Vec<_>>>()?)?
        }
        Gives::Unknown => return None,
    };
    Some(Column { name: result.name.clone(), ..column })
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
    let column = columns.into_iter().find(|column| column.name == name)?;
    Some(dialect.derived_column(column.clone()).unwrap_or(column))
}
