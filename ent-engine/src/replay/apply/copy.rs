//! `CREATE TABLE .. AS SELECT`, where the columns can be told from the text.

use super::super::{Name, Problem, QueryTable, Reader, State};
use crate::dialect::Dialect;
use crate::model::{Column, Table};

/// The columns of a query that takes columns of one table as they are.
///
/// Anything else would need the types of expressions, which only the server knows.
pub(super) fn columns(
    dialect: &dyn Dialect,
    state: &State,
    query: &QueryTable,
) -> Result<Vec<Column>, Problem> {
    let unknown = || {
        Problem::Unknowable(
            "the columns of the table are those of a query, and their types can't be told from it".to_owned(),
        )
    };
    let mut reader = Reader::new(&query.query, dialect.syntax(), dialect.fold());
    if reader.is_symbol("(") {
        let inner = reader.parens()?.to_owned();
        return columns(dialect, state, &QueryTable { columns: query.columns.clone(), query: inner });
    }
    reader.expect("SELECT").map_err(|_| unknown())?;
    let picks = reader.comma_list(pick).map_err(|_| unknown())?;
    reader.expect("FROM").map_err(|_| unknown())?;
    reader.eat("ONLY");
    let table = state.expect_table(&reader.name().map_err(|_| unknown())?)?;
    let alias = reader.is("AS") || !(reader.done() || reader.is_any(&ENDS));
    reader.eat("AS");
    if alias {
        reader.ident().map_err(|_| unknown())?;
    }
    // Another table, a set operation or a join would change the columns.
    let goes_on = reader
        .tokens()
        .iter()
        .skip(reader.at())
        .any(|token| ["UNION", "EXCEPT", "INTERSECT", "JOIN"].iter().any(|word| token.is_word(word)));
    if goes_on || !(reader.done() || reader.is_any(&ENDS)) {
        return Err(unknown());
    }
    let source = dialect.queried_table(state, &table, state.table(&table).cloned().unwrap_or_default());
    let mut columns = Vec::new();
    for pick in picks {
        take(state, &source, pick, &mut columns)?;
    }
    for (column, name) in columns.iter_mut().zip(&query.columns) {
        column.name.clone_from(name);
    }
    Ok(columns.iter().map(|column| dialect.queried_column(column)).collect())
}

/// Words that may follow the one table of the query.
const ENDS: [&str; 9] = ["WHERE", "ORDER", "LIMIT", "WITH", "OFFSET", "FETCH", "GROUP", "HAVING", "FOR"];

/// One item of the list: a column with its next name, or all columns.
enum Pick {
    All,
    One { column: String, name: String },
}

fn pick(reader: &mut Reader<'_>) -> Result<Pick, Problem> {
    if reader.eat_symbol("*") {
        return Ok(Pick::All);
    }
    let Name { name: column, .. } = {
        let mut name = Name::bare(reader.ident()?);
        while reader.eat_symbol(".") {
            if reader.eat_symbol("*") {
                return Ok(Pick::All);
            }
            name = Name::bare(reader.ident()?);
        }
        name
    };
    let name = if reader.eat("AS") { reader.ident()? } else { column.clone() };
    if reader.is_symbol(",") || reader.is("FROM") {
        Ok(Pick::One { column, name })
    } else {
        Err(reader.unexpected("`FROM`"))
    }
}

fn take(state: &State, source: &Table, pick: Pick, columns: &mut Vec<Column>) -> Result<(), Problem> {
    match pick {
        Pick::All => columns.extend(source.columns.iter().cloned()),
        Pick::One { column, name } => {
            let at = state.expect_column(source, &column)?;
            columns.extend(source.columns.get(at).map(|column| Column { name, ..column.clone() }));
        }
    }
    Ok(())
}
