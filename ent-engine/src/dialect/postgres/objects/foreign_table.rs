//! Foreign tables: the columns that the statement makes, and those that come and go later.

use super::{NEAR, Postgres};
use crate::dialect::shape::{Shape, words};
use crate::replay::{Problem, Reader};

/// Words behind a column's type.
const CLAUSES: [&str; 8] =
    ["OPTIONS", "COLLATE", "NOT", "NULL", "DEFAULT", "GENERATED", "CHECK", "CONSTRAINT"];

/// What the order of the columns is kept under.
const ORDER: &str = "columns";

/// Reads the statement that makes a foreign table.
pub(super) fn read(postgres: &Postgres, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("CREATE FOREIGN TABLE")?;
    reader.eat("IF NOT EXISTS");
    reader.name()?;
    if reader.is_symbol("(") {
        let mut columns = Vec::new();
        reader.list(|reader| {
            match constraint(reader)? {
                Some(text) => shape.words(text, ""),
                None => columns.push(column(postgres, reader, shape)?),
            }
            Ok(())
        })?;
        shape.words(ORDER, columns.join(", "));
    }
    let from = reader.at();
    reader.rest();
    shape.words("rest", words(&reader.tokens()[from..], reader.syntax(), &NEAR));
    Ok(())
}

/// Reads a statement that adds columns to a foreign table or drops some.
pub(super) fn change(postgres: &Postgres, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("ALTER FOREIGN TABLE")?;
    reader.eat("IF EXISTS");
    reader.eat("ONLY");
    reader.name()?;
    let mut next = shape.clone();
    let order = next.word(ORDER).unwrap_or_default();
    let mut columns: Vec<String> =
        order.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect();
    reader.comma_list(|reader| {
        if reader.eat("ADD") {
            reader.eat("COLUMN");
            if reader.is_any(&["CONSTRAINT", "CHECK"]) {
                return Err(reader.unexpected("a column"));
            }
            columns.push(column(postgres, reader, &mut next)?);
        } else {
            reader.expect("DROP")?;
            reader.eat("COLUMN");
            let name = reader.ident()?;
            reader.eat_any(&["CASCADE", "RESTRICT"]);
            columns.retain(|column| *column != name);
            next.remove_all(&format!("column {name} "));
        }
        Ok(())
    })?;
    reader.expect_done()?;
    next.words(ORDER, columns.join(", "));
    *shape = next;
    Ok(())
}

/// A constraint of the table, in words; none where a column comes.
fn constraint(reader: &mut Reader<'_>) -> Result<Option<String>, Problem> {
    if !reader.is_any(&["CONSTRAINT", "CHECK"]) {
        return Ok(None);
    }
    let from = reader.at();
    reader.until(&[])?;
    Ok(Some(words(&reader.tokens()[from..reader.at()], reader.syntax(), &NEAR)))
}

/// Reads a column and gives its name.
fn column(postgres: &Postgres, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<String, Problem> {
    let name = reader.ident()?;
    shape.words(format!("column {name} type"), postgres.spelled(reader.until(&CLAUSES)?));
    while reader.is_any(&CLAUSES) {
        if reader.eat("NULL") {
            continue;
        }
        if reader.eat("NOT NULL") {
            shape.words(format!("column {name} not null"), "");
        } else if reader.eat("DEFAULT") {
            shape.expr(format!("column {name} default"), reader.until(&CLAUSES)?);
        } else {
            let from = reader.at();
            reader.until(&CLAUSES)?;
            let clause = words(&reader.tokens()[from..reader.at()], reader.syntax(), &NEAR);
            shape.words(format!("column {name} {clause}"), "");
        }
    }
    Ok(name)
}
