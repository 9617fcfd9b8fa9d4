//! Names in a SQLite database, and what follows when one changes.

use crate::dialect::{LetterCase, Sqlite};
use crate::model::{Expr, Table, TableRef};
use crate::replay::{Problem, State, Texts};

const CASE: LetterCase = LetterCase::Ignored;

/// What has a name: tables, views and indexes share theirs.
pub(super) fn taken(state: &State, schema: &str, name: &str) -> Option<&'static str> {
    let schema = state.realm.schema(schema)?;
    if schema.tables.iter().any(|table| CASE.same(&table.name, name)) {
        return Some("table");
    }
    if schema.views.iter().any(|view| CASE.same(&view.name, name)) {
        return Some("view");
    }
    if schema
        .objects
        .iter()
        .any(|object| object.kind == crate::model::ObjectKind::Other && CASE.same(&object.name, name))
    {
        return Some("table");
    }
    let index = |table: &Table| table.indexes.iter().any(|index| CASE.same(&index.name, name));
    schema.tables.iter().any(index).then_some("index")
}

/// The name of the index behind the `number`th key of a table.
pub(super) fn automatic(table: &str, number: usize) -> String {
    format!("sqlite_autoindex_{table}_{number}")
}

/// Follows the rename of a table: automatic indexes carry its name, and triggers, views and the table's own
/// expressions name it.
pub(super) fn renamed_table(
    sqlite: &Sqlite,
    state: &mut State,
    previous: &TableRef,
    next: &TableRef,
) -> Result<(), Problem> {
    let texts = Texts::new(sqlite);
    let prefix = automatic(&previous.table, 0);
    let prefix = prefix.trim_end_matches('0').to_owned();
    let table = state.table_mut(next)?;
    for index in table.indexes.iter_mut().filter(|index| index.constraint) {
        for name in std::iter::once(&mut index.name).chain(&mut index.origin.spelling) {
            if let Some(number) = name.strip_prefix(&prefix) {
                *name = format!("sqlite_autoindex_{}_{number}", next.table);
            }
        }
    }
    for check in &mut table.checks {
        check.expr = Expr::new(texts.rename_table(check.expr.as_str(), &previous.table, &next.table));
    }
    // Before 3.25, and with the old behaviour asked for, views and triggers keep what they say.
    if state.session.legacy_alter {
        return Ok(());
    }
    for schema in &mut state.realm.schemas {
        for view in &mut schema.views {
            if view.depends_on.contains(next) {
                view.definition =
                    Expr::new(texts.rename_table(view.definition.as_str(), &previous.table, &next.table));
            }
        }
        for object in &mut schema.objects {
            object.text = texts.rename_table(&object.text, &previous.table, &next.table);
        }
    }
    Ok(())
}

/// Follows the rename of a column into views and triggers.
pub(super) fn renamed_column(
    texts: Texts<'_>,
    state: &mut State,
    table: &TableRef,
    previous: &str,
    next: &str,
) {
    for schema in &mut state.realm.schemas {
        for view in schema.views.iter_mut().filter(|view| view.depends_on.contains(table)) {
            let text = texts.rename_column_of(view.definition.as_str(), &table.table, previous, next);
            view.definition = Expr::new(text);
        }
        for object in schema.objects.iter_mut().filter(|object| object.table.as_ref() == Some(&table.table)) {
            object.text = texts.rename_column(&object.text, &table.table, previous, next);
        }
    }
}
