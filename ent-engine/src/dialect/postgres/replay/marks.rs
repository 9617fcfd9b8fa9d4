//! What is carried of a table and names one of its indexes: what it is clustered on, and what identifies its rows.

use crate::model::{Object, OtherKind, TableRef};
use crate::replay::{State, Texts};

/// What is carried of a table and names one of its indexes.
fn marks<'s>(state: &'s mut State, table: &'s TableRef) -> impl Iterator<Item = &'s mut Object> {
    let objects = state.realm.schema_mut(&table.schema).map(|schema| schema.objects);
    objects.into_iter().flatten().filter(|object| {
        object.table.as_ref() == Some(&table.table)
            && matches!(object.other(), Some(OtherKind::Cluster | OtherKind::ReplicaIdentity))
    })
}

/// Follows an index to its next name, into what its table is clustered on or identified by.
pub(super) fn index_renamed(
    texts: Texts<'_>,
    state: &mut State,
    table: &TableRef,
    previous: &str,
    next: &str,
) {
    for object in marks(state, table) {
        object.text = texts.rename_object(&object.text, previous, next);
    }
}

/// Forgets what says that a table is clustered on an index, or identified by one, that is no more.
pub(super) fn index_dropped(texts: Texts<'_>, state: &mut State, table: &TableRef, index: &str) {
    let gone: Vec<String> = marks(state, table)
        .filter(|object| texts.names(&object.text, index))
        .map(|object| object.name.clone())
        .collect();
    let full = texts.written_table(table);
    let Some(schema) = state.realm.schema_mut(&table.schema).filter(|_| !gone.is_empty()) else { return };
    let is_gone =
        |object: &Object| object.table.as_ref() == Some(&table.table) && gone.contains(&object.name);
    schema.objects.retain(|object| object.other() != Some(OtherKind::Cluster) || !is_gone(object));
    // Without its index it is as if nothing identified the rows (manual, ALTER TABLE).
    for object in schema.objects.iter_mut().filter(|object| is_gone(object)) {
        object.text = format!("ALTER TABLE {full} REPLICA IDENTITY NOTHING");
    }
}
