//! What goes when something else goes.

use super::super::{Problem, State, TEMPORARY};
use super::view;
use crate::dialect::Dialect;
use crate::model::TableRef;

/// Drops triggers, rules and policies of a table or view.
pub(super) fn drop_objects_of(state: &mut State, table: &TableRef) {
    let same = |a: &str| a == table.table;
    // Those of a session stand by themselves (SQLite).
    for schema in [table.schema.as_str(), TEMPORARY] {
        if let Some(schema) = state.realm.schema_mut(schema) {
            schema.objects.retain(|object| !object.table.as_deref().is_some_and(same));
        }
    }
}

/// Drops the sequences that a table, or one column of it, owns.
pub(super) fn drop_sequences_of(state: &mut State, table: &TableRef, column: Option<&str>) {
    let is_of = |owned: &str| column.is_none_or(|column| column == owned);
    let owned = state.sequences_of(table);
    let owned = owned.filter(|sequence| sequence.owned_by.iter().any(|(_, column)| is_of(column)));
    let owned: Vec<String> = owned.map(|sequence| sequence.name.clone()).collect();
    if let Some(mut schema) = state.realm.schema_mut(&table.schema) {
        for sequence in owned {
            schema.sequences.remove_named(&sequence);
        }
    }
}

/// The views that read a table or view directly.
pub(crate) fn views_on(state: &State, relation: &TableRef) -> Vec<TableRef> {
    state.readers(relation).map(|(schema, view)| TableRef::new(schema, &view.name)).collect()
}

/// Drops the views that read a relation and those that read them, or refuses if there are any.
pub(crate) fn drop_view_chain(
    dialect: &dyn Dialect,
    state: &mut State,
    kind: &'static str,
    relation: &TableRef,
    cascade: bool,
) -> Result<(), Problem> {
    for view in views_on(state, relation) {
        if !cascade {
            return Err(Problem::needed(kind, relation, format!("view `{view}`")));
        }
        view::remove(dialect, state, &view, true)?;
    }
    Ok(())
}
