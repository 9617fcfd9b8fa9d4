//! Foreign tables: the columns that the statement makes, and those that come and go later.

use super::{NEAR, Postgres};
use crate::dialect::ReplayRules;
use crate::dialect::shape::{Shape, words};
use crate::model::Object;
use crate::replay::{Problem, Reader};
use crate::sql::{Splitter, Syntax};

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
    let mut columns = names_in(&next);
    if reader.eat("RENAME") {
        reader.eat("COLUMN");
        let previous = reader.ident()?;
        reader.expect("TO")?;
        let name = reader.ident()?;
        reader.expect_done()?;
        let (from, to) = (format!("column {previous} "), format!("column {name} "));
        let abouts: Vec<String> =
            next.abouts().filter(|about| about.starts_with(&from)).map(str::to_owned).collect();
        for about in abouts {
            next.rename(&about, about.replacen(&from, &to, 1));
        }
        columns.iter_mut().filter(|column| **column == previous).for_each(|column| column.clone_from(&name));
        next.words(ORDER, columns.join(", "));
        *shape = next;
        return Ok(());
    }
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

impl Postgres {
    /// The names of the columns of a foreign table, as far as the statements that change it can be read.
    pub(in crate::dialect::postgres) fn foreign_columns(&self, object: &Object) -> Vec<String> {
        let mut shape = Shape::default();
        for statement in Splitter::new(&object.text, Syntax::postgres()).flatten() {
            let mut reader = Reader::new(statement.sql(), Syntax::postgres(), self.fold());
            // What can't be read changes no names.
            let _ = match reader.is("CREATE") {
                true => read(self, &mut reader, &mut shape),
                false => change(self, &mut reader, &mut shape),
            };
        }
        names_in(&shape)
    }
}

fn names_in(shape: &Shape) -> Vec<String> {
    let order = shape.word(ORDER).unwrap_or_default();
    order.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
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
